//! Codes of different lengths, and tables that read most of them at one look (ITU-T T.81, annexes C and F).

/// How many bits are looked at at once.
const LOOK: u32 = 11;

/// A table of codes.
#[derive(Clone)]
pub(super) struct Table {
    /// By the next bits: how long the code is, and above its symbol; 0 when it is longer.
    short: Box<[u16; 1 << LOOK]>,
    /// By the next bits, for a small coefficient with its code: how many bits both have, above how many zeros go before it, and
    /// above the coefficient itself; 0 when it does not fit.
    whole: Box<[i32; 1 << LOOK]>,
    /// For each length one more than the last code, as the first of 16 bits; and what leads from a code to its symbol.
    ends: [(u32, i32); 17],
    symbols: Vec<u8>,
}

impl Table {
    /// Of so many symbols with 1 bit, 2 bits and so on; none when there are no such codes.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut short = Box::new([0; 1 << LOOK]);
        let mut ends = [(0, 0); 17];
        let (mut code, mut at) = (0_u32, 0_usize);
        for (length, &count) in (1_u32..).zip(counts) {
            ends[length as usize].1 = at as i32 - code as i32;
            for &symbol in symbols.get(at..at + usize::from(count))? {
                if length <= LOOK {
                    let first = (code << (LOOK - length)) as usize;
                    let same = short.get_mut(first..first + (1 << (LOOK - length)))?;
                    same.fill(u16::from(symbol) << 8 | length as u16);
                }
                code += 1;
            }
            // No code has ones alone.
            if count > 0 && code >= 1 << length {
                return None;
            }
            at += usize::from(count);
            ends[length as usize].0 = code << (16 - length);
            code <<= 1;
        }
        let mut table = Self {
            short,
            whole: Box::new([0; 1 << LOOK]),
            ends,
            symbols: symbols.to_vec(),
        };
        for look in 0..1_u32 << LOOK {
            table.whole[look as usize] = table.coefficient(look).unwrap_or(0);
        }
        Some(table)
    }

    /// The entry of `whole` for these bits.
    fn coefficient(&self, look: u32) -> Option<i32> {
        let entry = self.short[look as usize];
        let (length, symbol) = (u32::from(entry & 255), u32::from(entry >> 8));
        let (zeros, size) = (symbol >> 4, symbol & 15);
        let bits = length + size;
        if length == 0 || size == 0 || bits > LOOK {
            return None;
        }
        let raw = (look >> (LOOK - bits)) & ((1 << size) - 1);
        Some(extended(raw, size) << 16 | (zeros << 8 | bits) as i32)
    }

    /// A small coefficient with its code: how many zeros go before it, it, and how many bits it takes.
    #[inline(always)]
    pub(super) fn small(&self, bits: u64) -> Option<(usize, i16, u32)> {
        let entry = self.whole[(bits >> (64 - LOOK)) as usize];
        (entry != 0).then_some((
            (entry >> 8 & 255) as usize,
            (entry >> 16) as i16,
            entry as u32 & 255,
        ))
    }

    /// The symbol that these bits begin with, and how many they are; none when there is no such code.
    #[inline(always)]
    pub(super) fn symbol(&self, bits: u64) -> Option<(u8, u32)> {
        let entry = self.short[(bits >> (64 - LOOK)) as usize];
        if entry != 0 {
            return Some(((entry >> 8) as u8, u32::from(entry & 255)));
        }
        self.long(bits)
    }

    #[cold]
    fn long(&self, bits: u64) -> Option<(u8, u32)> {
        let sixteen = (bits >> 48) as u32;
        let length = (LOOK + 1..=16).find(|&length| sixteen < self.ends[length as usize].0)?;
        let code = (sixteen >> (16 - length)) as i32;
        let at = usize::try_from(code + self.ends[length as usize].1).ok()?;
        Some((*self.symbols.get(at)?, length))
    }
}

/// The number that these bits of this size stand for, of 1 to 15: below the half they are negative.
#[inline(always)]
pub(super) fn extended(raw: u32, size: u32) -> i32 {
    let raw = raw as i32;
    if raw < 1 << (size - 1) {
        raw - (1 << size) + 1
    } else {
        raw
    }
}
