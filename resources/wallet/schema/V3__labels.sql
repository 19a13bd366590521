-- Labels of what is no address of the address book, by BIP-0329's types: tx, input, output, pubkey, xpub, and addr for change.
-- extra: further fields of the label, a JSON object, or empty.
CREATE TABLE label (
  kind VARCHAR(20) NOT NULL,
  ref VARCHAR(1000) NOT NULL,
  label VARCHAR(10000) NOT NULL,
  extra VARCHAR(100000) NOT NULL,
  CONSTRAINT label_key PRIMARY KEY (kind, ref)
);
