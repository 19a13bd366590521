-- Events of a treasury, of all its seats, in the order in which they came.
CREATE TABLE treasury_event (
  id BINARY(32) NOT NULL,
  arrived BIGINT NOT NULL,
  content VARBINARY(700000) NOT NULL,
  CONSTRAINT treasury_event_key PRIMARY KEY (id)
);

-- The audit log.
CREATE TABLE audit_entry (
  sequence BIGINT NOT NULL,
  content VARBINARY(20000) NOT NULL,
  CONSTRAINT audit_entry_key PRIMARY KEY (sequence)
);

-- Signed heads of the audit log, by how many entries they cover.
CREATE TABLE audit_head (
  covered BIGINT NOT NULL,
  content VARBINARY(1000) NOT NULL,
  CONSTRAINT audit_head_key PRIMARY KEY (covered)
);
