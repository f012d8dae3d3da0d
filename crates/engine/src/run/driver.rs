//! The part of a run that turns: which steps are under way, what they ended as, and when the run is over.

use super::{Running, Stop, claim};
use crate::error::StoreError;
use crate::schedule::{Next, Schedule};
use crate::step::{End, decide, perform};
use crate::store::{Role, StepRecord};
use gesso_graph::{ContentKey, Step, Targets};
use gesso_sync::{RunEvent, RunState, StepState, said};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

/// How long a run that has little time left and no worker is not looked after.
const LEAST_SLEEP: Duration = Duration::from_millis(20);

/// A run at work.
pub(super) struct Driver {
    running: Arc<Running>,
    schedule: Schedule,
    tasks: JoinSet<(usize, End)>,
    has_failed: bool,
}

impl Driver {
    /// Finds what is there already, and says where every node stands.
    pub(super) async fn begin(running: Arc<Running>) -> Result<Self, StoreError> {
        let inner = &running.inner;
        let keys: Vec<ContentKey> = running.by_key.keys().copied().collect();
        let found = inner.usable(&keys).await?;
        let used: Vec<ContentKey> = found.keys().copied().collect();
        inner.store.touch(&used, inner.clock.now_ms()).await?;
        for (key, outcome) in &found {
            for artifact in outcome
                .artifacts
                .iter()
                .filter(|artifact| artifact.role == Role::Raw)
            {
                if let Some(path) = inner.blobs.path(&artifact.hash).await? {
                    running.add_raw(*key, artifact.output.clone(), path);
                }
            }
        }
        let steps = &running.job.steps;
        let done: BTreeSet<usize> = (0..steps.len())
            .filter(|&place| found.contains_key(&steps[place].key))
            .collect();
        let mut schedule = Schedule::new(steps, &done);
        let standing =
            steps
                .iter()
                .enumerate()
                .filter_map(|(place, step)| match found.get(&step.key) {
                    Some(outcome) => Some(StepRecord {
                        node: step.node,
                        state: StepState::Cached,
                        result: Some(running.found(step.key, outcome.result.clone())),
                    }),
                    None => schedule.is_wanted(place).then(|| queued(step)),
                });
        let blocked = running
            .job
            .blocked
            .iter()
            .map(|(&node, message)| StepRecord {
                node,
                state: StepState::Blocked {
                    message: message.clone(),
                },
                result: None,
            });
        let records: Vec<StepRecord> = standing.chain(blocked).collect();
        let first = schedule.first();
        let mut driver = Self {
            running,
            schedule,
            tasks: JoinSet::new(),
            has_failed: false,
        };
        driver.say(records).await?;
        driver.spawn(first);
        Ok(driver)
    }

    /// Works until nothing is left, or the run is stopped and everything under way has ended.
    pub(super) async fn work(
        &mut self,
        mut stop: watch::Receiver<Option<Stop>>,
    ) -> Result<Option<Stop>, StoreError> {
        let config = &self.running.inner.config;
        let mut alive = interval(config.lease / 3);
        alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let limit = config.run_time;
        let too_long = sleep(limit.unwrap_or_default());
        tokio::pin!(too_long);
        let mut stopped = *stop.borrow_and_update();
        if stopped.is_some() {
            self.running.halt();
        }
        loop {
            tokio::select! {
                ended = self.tasks.join_next() => match ended {
                    None => return Ok(stopped),
                    Some(ended) => self.take(ended, stopped).await?,
                },
                changed = stop.changed(), if stopped.is_none() => {
                    stopped = changed.map_or(Some(Stop::Shutdown), |()| *stop.borrow());
                    self.running.halt();
                }
                () = &mut too_long, if stopped.is_none() && limit.is_some() => {
                    let worked = self.running.inner.queue.worked(self.running.record.run);
                    let left = limit.unwrap_or_default().saturating_sub(worked);
                    if !left.is_zero() {
                        too_long.as_mut().reset(Instant::now() + left.max(LEAST_SLEEP));
                        continue;
                    }
                    stopped = Some(Stop::TimedOut);
                    self.running.halt();
                }
                _ = alive.tick() => {
                    claim(&self.running.inner, &self.running.record).await?;
                }
            }
        }
    }

    /// Takes in a step that ended and every other that ended meanwhile, so that many small ones are kept at once.
    async fn take(
        &mut self,
        first: Result<(usize, End), tokio::task::JoinError>,
        stopped: Option<Stop>,
    ) -> Result<(), StoreError> {
        let mut records = Vec::new();
        let mut begin = Next::default();
        let mut ended = Some(first);
        while let Some(result) = ended {
            let (place, end) = result.map_err(|error| StoreError::new("finish a step", error))?;
            let next = self.settle(place, end, &mut records);
            begin.ready.extend(next.ready);
            begin.to_decide.extend(next.to_decide);
            ended = self.tasks.try_join_next();
        }
        self.say(records).await?;
        if stopped.is_none() {
            self.spawn(begin);
        }
        Ok(())
    }

    /// Notes how a step ended, and what may be begun now.
    fn settle(&mut self, place: usize, end: End, records: &mut Vec<StepRecord>) -> Next {
        let running = Arc::clone(&self.running);
        let steps = &running.job.steps;
        let node = steps[place].node;
        let (state, result) = match end {
            End::Done(result) => (StepState::Done, Some(result)),
            End::Cached(result) => (StepState::Cached, Some(result)),
            // Said at the end, with the reason why the run stopped.
            End::Cancelled => return Next::default(),
            End::Decided(ports) => {
                let mut next = self.schedule.decide(place, &ports);
                records.extend(next.wanted.drain(..).map(|wanted| queued(&steps[wanted])));
                self.lose(std::mem::take(&mut next.lost), records);
                return next;
            }
            // Some items went wrong: what there is of the others goes on.
            End::Partly(result, message) => {
                self.has_failed = true;
                (StepState::Failed { message }, Some(result))
            }
            End::Failed(message) => {
                self.has_failed = true;
                records.push(StepRecord {
                    node,
                    state: StepState::Failed { message },
                    result: None,
                });
                let lost = self.schedule.failed(place);
                self.lose(lost, records);
                return Next::default();
            }
        };
        records.push(StepRecord {
            node,
            state,
            result,
        });
        self.schedule.done(place)
    }

    /// Notes steps that will not begin any more, each because another came to nothing.
    fn lose(&self, lost: Vec<(usize, usize)>, records: &mut Vec<StepRecord>) {
        let job = &self.running.job;
        for (place, blame) in lost {
            let title = job.titles.get(&job.steps[blame].node).cloned();
            let title = title.unwrap_or_else(|| said("a-node", []));
            let message = said("step-needs", [("title", title)]);
            records.push(StepRecord {
                node: job.steps[place].node,
                state: StepState::Blocked { message },
                result: None,
            });
        }
    }

    /// The end of the run: what is left has been stopped.
    pub(super) async fn end(mut self, stopped: Option<Stop>) -> Result<(), StoreError> {
        if stopped == Some(Stop::Shutdown) {
            return Ok(());
        }
        let left = self.schedule.open();
        let limit = self.running.inner.config.run_time.unwrap_or_default();
        let minutes = limit.as_secs().div_ceil(60);
        let state = if stopped == Some(Stop::TimedOut) {
            StepState::Failed {
                message: said("step-took-too-long", [("count", minutes.into())]),
            }
        } else {
            StepState::Cancelled
        };
        let steps = &self.running.job.steps;
        let records = left
            .iter()
            .map(|&place| StepRecord {
                node: steps[place].node,
                state: state.clone(),
                result: self.running.take_part(steps[place].node),
            })
            .collect();
        self.say(records).await?;
        for &place in &left {
            self.schedule.dropped(place);
        }
        let state = match stopped {
            Some(Stop::TimedOut) => RunState::Failed,
            _ if !left.is_empty() => RunState::Cancelled,
            _ if self.has_failed || self.is_blocked() => RunState::Failed,
            _ => RunState::Done,
        };
        let Running { inner, record, .. } = &*self.running;
        inner
            .store
            .set_run_state(record.run, state, inner.clock.now_ms())
            .await?;
        inner.tell(
            &record.workflow,
            RunEvent::Run {
                run: record.run,
                state,
            },
        );
        Ok(())
    }

    /// Nothing could be done, or a node that was asked for by name can't run. A loose end elsewhere is no failure.
    fn is_blocked(&self) -> bool {
        let Running { job, record, .. } = &*self.running;
        match &record.targets {
            _ if job.steps.is_empty() => true,
            Targets::Everything => false,
            Targets::Nodes(nodes) => {
                let mut asked = nodes.iter().chain(&job.missed);
                asked.any(|node| job.blocked.contains_key(node))
            }
        }
    }

    fn spawn(&mut self, next: Next) {
        for place in next.to_decide {
            self.tasks.spawn(decide(Arc::clone(&self.running), place));
        }
        for place in next.ready {
            self.tasks.spawn(perform(Arc::clone(&self.running), place));
        }
    }

    /// Keeps where steps stand, then says so.
    async fn say(&self, records: Vec<StepRecord>) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        self.running
            .inner
            .store
            .set_steps(self.running.record.run, &records)
            .await?;
        self.running.keep_takes(&records).await?;
        for record in records {
            self.running.tell(record.node, record.state, record.result);
        }
        Ok(())
    }
}

/// A step that is still to be done.
fn queued(step: &Step) -> StepRecord {
    StepRecord {
        node: step.node,
        state: StepState::Queued,
        result: None,
    }
}
