-- Bytes are as the protocol serialises them; times are unix seconds; amounts satoshis.

-- One row: how often the wallet was committed, so that a file put back in time is noticed.
CREATE TABLE commits (
  only_row TINYINT NOT NULL,
  counted BIGINT NOT NULL,
  CONSTRAINT commits_key PRIMARY KEY (only_row)
);
INSERT INTO commits VALUES (1, 0);

CREATE TABLE property (
  name VARCHAR(100) NOT NULL,
  content VARBINARY(1000000) NOT NULL,
  CONSTRAINT property_key PRIMARY KEY (name)
);

-- given_form is as it was given, public_form what can be derived from without secrets; the private form is sealed by the spending key. role: 0 not active, 1 receiving, 2 change.
CREATE TABLE descriptor (
  id INT NOT NULL,
  given_form VARCHAR(100000) NOT NULL,
  public_form VARCHAR(100000) NOT NULL,
  secret VARBINARY(200000),
  created_at BIGINT NOT NULL,
  role TINYINT NOT NULL,
  range_start INT NOT NULL,
  range_end INT NOT NULL,
  next_index INT NOT NULL,
  CONSTRAINT descriptor_key PRIMARY KEY (id)
);

-- Fingerprints of the output scripts of a descriptor, a page of indices at a time.
CREATE TABLE script_page (
  descriptor INT NOT NULL,
  page INT NOT NULL,
  fingerprints VARBINARY(1000000) NOT NULL,
  CONSTRAINT script_page_key PRIMARY KEY (descriptor, page)
);

-- state: 0 waiting or lost, 1 abandoned, 2 confirmed, 3 conflicts with a block; block, height, place and block_time tell
-- of the block that has it, or that conflicts with it.
CREATE TABLE tx (
  txid BINARY(32) NOT NULL,
  position BIGINT NOT NULL,
  raw VARBINARY(4000000) NOT NULL,
  received_at BIGINT NOT NULL,
  smart_time BIGINT NOT NULL,
  state TINYINT NOT NULL,
  block BINARY(32),
  height INT NOT NULL,
  place INT NOT NULL,
  block_time BIGINT NOT NULL,
  notes VARCHAR(100000) NOT NULL,
  ours VARBINARY(1000000) NOT NULL,
  CONSTRAINT tx_key PRIMARY KEY (txid)
);

-- Labels of addresses, ours and others'. purpose: receive or send, or empty where it is not in the address book.
CREATE TABLE address (
  script VARBINARY(10000) NOT NULL,
  label VARCHAR(10000) NOT NULL,
  purpose VARCHAR(20) NOT NULL,
  CONSTRAINT address_key PRIMARY KEY (script)
);

-- Coins that are not to be spent until somebody says otherwise.
CREATE TABLE locked_coin (
  txid BINARY(32) NOT NULL,
  vout BIGINT NOT NULL,
  CONSTRAINT locked_coin_key PRIMARY KEY (txid, vout)
);
