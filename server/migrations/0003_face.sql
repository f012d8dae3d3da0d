-- The chosen take that stands for a workflow in the gallery: the key of the step that made it.
ALTER TABLE workflows ADD COLUMN take TEXT;
