BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE findings (
	run_id TEXT NOT NULL, 
	gate INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	tool TEXT NOT NULL, 
	rule TEXT, 
	level TEXT NOT NULL, 
	message TEXT NOT NULL, 
	path TEXT, 
	line BIGINT, 
	"column" BIGINT, 
	end_line BIGINT, 
	end_column BIGINT, 
	rendered TEXT NOT NULL, 
	suggestions TEXT NOT NULL, 
	phase TEXT, 
	package TEXT, 
	CONSTRAINT pk_findings PRIMARY KEY (run_id, gate, n), 
	CONSTRAINT fk_findings_gate_results FOREIGN KEY(run_id, gate) REFERENCES gate_results (run_id, position) ON DELETE CASCADE
);
INSERT INTO "findings" VALUES('20261121T132825-aaa208',1,0,'rustc','E0308','error','mismatched types','src/lib.rs',9,17,9,25,'error[E0308]: mismatched types
 --> src/lib.rs:9:17
  |
9 |     let x: u8 = "\u{41}";
  |            --   ^^^^^^^^ expected `u8`, found `&str`
  |            |
  |            expected due to this

','[]','type','demo');
INSERT INTO "findings" VALUES('20261121T132829-1d170b',3,0,'libtest','test-failed','error','tests::adds: assertion `left == right` failed','src/lib.rs',17,9,NULL,NULL,'thread ''tests::adds'' (4111) panicked at src/lib.rs:17:9:
assertion `left == right` failed
  left: 5
 right: 4
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
   1: core::panicking::panic_fmt
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:80:14
   2: core::panicking::assert_failed_inner
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:439:17
   3: core::panicking::assert_failed::<u64, u64>
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:394:5
   4: demo::tests::adds
             at ./src/lib.rs:17:9
   5: demo::tests::adds::{{closure}}
             at ./src/lib.rs:16:14
   6: core::ops::function::FnOnce::call_once
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/ops/function.rs:250:5
   7: <fn() -> core::result::Result<(), alloc::string::String> as core::ops::function::FnOnce<()>>::call_once
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/ops/function.rs:250:5
note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.','[]',NULL,NULL);
CREATE TABLE gate_results (
	run_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	status TEXT NOT NULL, 
	reason TEXT, 
	detail TEXT NOT NULL, 
	remedy TEXT NOT NULL, 
	argv TEXT NOT NULL, 
	seen_unit TEXT, 
	seen_count BIGINT, 
	seconds DOUBLE NOT NULL, 
	cached BOOLEAN NOT NULL, 
	parts TEXT, 
	log TEXT, 
	evidence_sha256 TEXT, 
	CONSTRAINT pk_gate_results PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_gate_results_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "gate_results" VALUES('20261121T132825-aaa208',0,'fmt','formatted','passed',NULL,'','','["cargo", "fmt", "--all", "--check", "--", "-v", "--color", "never"]','files',1,4.45716818000164494151e-01,0,NULL,'.ferrule/logs/b0/b07e4af92cd253dfb3ee9fe630db1bfef27fd08f524c4eb774f45df0b809f3d4.log','b07e4af92cd253dfb3ee9fe630db1bfef27fd08f524c4eb774f45df0b809f3d4');
INSERT INTO "gate_results" VALUES('20261121T132825-aaa208',1,'check','compiles','failed',NULL,'1 finding in 1 file','','["cargo", "check", "--workspace", "--all-targets", "--keep-going", "--message-format=json"]','units',1,9.59009058999981789384e-01,0,NULL,'.ferrule/logs/32/32906f314d18909fdb45362a67443c1576ae241e269e70ccaa71f46b618f7858.log','32906f314d18909fdb45362a67443c1576ae241e269e70ccaa71f46b618f7858');
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',0,'fmt','formatted','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',1,'check','compiles','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',2,'clippy','free of lints','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',3,'test','tests pass','failed',NULL,'1 finding in 1 file','','["cargo", "test", "--workspace", "--all-targets", "--all-features", "--no-fail-fast", "--message-format=json"]','tests',1,1.63844987899983607348e+00,0,NULL,'.ferrule/logs/be/bee23997ed2b8e28b6f102048eaad01959f6927bfaa8c820d29f9834479c1122.log','bee23997ed2b8e28b6f102048eaad01959f6927bfaa8c820d29f9834479c1122');
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',4,'nextest','tests pass, each in its own process','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',5,'doctest','doc examples hold','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
INSERT INTO "gate_results" VALUES('20261121T132829-1d170b',6,'doc','documentation builds','skipped','user','left out by --only or --skip','','[]',NULL,NULL,0.0,0,NULL,NULL,NULL);
CREATE TABLE reports (
	run_id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	toolchain TEXT, 
	profile TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	exit_code INTEGER NOT NULL, 
	cores INTEGER NOT NULL, 
	seconds DOUBLE NOT NULL, 
	stored_as TEXT, 
	notes TEXT NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (run_id), 
	CONSTRAINT fk_reports_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "reports" VALUES('20261121T132825-aaa208','/home/me/crate','rustc 1.95.0 (59807616e 2026-04-14)','quick','failed',1,2,1.23412707000011323543e+00,'20261121T132825-aaa208','[]');
INSERT INTO "reports" VALUES('20261121T132829-1d170b','/home/me/crate','rustc 1.95.0 (59807616e 2026-04-14)','standard','failed',1,2,1.86915663600007064815e+00,'20261121T132829-1d170b','[]');
CREATE TABLE runs (
	id TEXT NOT NULL, 
	command TEXT NOT NULL, 
	started DATETIME NOT NULL, 
	seconds DOUBLE NOT NULL, 
	profile TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	exit_code INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES('20261121T132825-aaa208','check --profile quick','2026-11-21 13:28:25.167479',1.23412707000011323543e+00,'quick','failed',1,'0.1.0');
INSERT INTO "runs" VALUES('20261121T132829-1d170b','check --only test','2026-11-21 13:28:29.749019',1.86915663600007064815e+00,'standard','failed',1,'0.1.0');
CREATE TABLE tests (
	run_id TEXT NOT NULL, 
	gate INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	binary TEXT NOT NULL, 
	name TEXT NOT NULL, 
	status TEXT NOT NULL, 
	CONSTRAINT pk_tests PRIMARY KEY (run_id, gate, n), 
	CONSTRAINT fk_tests_gate_results FOREIGN KEY(run_id, gate) REFERENCES gate_results (run_id, position) ON DELETE CASCADE
);
INSERT INTO "tests" VALUES('20261121T132829-1d170b',3,0,'demo','tests::adds','failed');
CREATE INDEX ix_runs_started ON runs (started, id);
COMMIT;
