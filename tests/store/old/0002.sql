BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE attempts (
	run_id TEXT NOT NULL, 
	incident INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	move TEXT NOT NULL, 
	error TEXT NOT NULL, 
	attempted TEXT NOT NULL, 
	action TEXT NOT NULL, 
	result TEXT NOT NULL, 
	errors_before INTEGER NOT NULL, 
	errors_after INTEGER NOT NULL, 
	seconds DOUBLE NOT NULL, 
	rolled_back BOOLEAN NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (run_id, incident, position), 
	CONSTRAINT fk_attempts_incidents FOREIGN KEY(run_id, incident) REFERENCES incidents (run_id, position) ON DELETE CASCADE
);
INSERT INTO "attempts" VALUES('20261121T195526-607e25',0,0,1,1,'suggestion','E0596: cannot borrow `v` as mutable, as it is not declared as mutable','1 edit tried, 0 refused by the guard','consider changing this to be mutable','compiles; no tests were run',1,0,0.231,0,0);
CREATE TABLE costs (
	run_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	path TEXT NOT NULL, 
	line BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_costs PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_costs_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
CREATE TABLE edited_files (
	run_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	path TEXT NOT NULL, 
	log TEXT, 
	diff_sha256 TEXT, 
	CONSTRAINT pk_edited_files PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_edited_files_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "edited_files" VALUES('20261121T195526-607e25',0,'src/lib.rs','.ferrule/logs/9e/9e6532e09a4d65ad01cebcd45ab9796768964d726cd1601f566ee3bf812e28a0.log','9e6532e09a4d65ad01cebcd45ab9796768964d726cd1601f566ee3bf812e28a0');
INSERT INTO "edited_files" VALUES('20261121T195528-be7a72',0,'src/lib.rs',NULL,NULL);
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
	evidence_sha256 TEXT, age_s DOUBLE, 
	CONSTRAINT pk_gate_results PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_gate_results_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
CREATE TABLE incidents (
	run_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	code TEXT, 
	kind TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	tool TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	message TEXT NOT NULL, 
	path TEXT, 
	line BIGINT, 
	"column" BIGINT, 
	phase TEXT, 
	package TEXT, 
	CONSTRAINT pk_incidents PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_incidents_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "incidents" VALUES('20261121T195526-607e25',0,'I-cc849824','cc84982487c4382d','E0596','borrow',1,'resolved','rustc','error','cannot borrow `v` as mutable, as it is not declared as mutable','src/lib.rs',3,5,'borrow','demo');
CREATE TABLE repair_notes (
	run_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_repair_notes PRIMARY KEY (run_id, position), 
	CONSTRAINT fk_repair_notes_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
CREATE TABLE repairs (
	run_id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	dry_run BOOLEAN NOT NULL, 
	max_level INTEGER NOT NULL, 
	errors_before INTEGER NOT NULL, 
	errors_after INTEGER NOT NULL, 
	uncovered INTEGER NOT NULL, 
	compiler_runs INTEGER NOT NULL, 
	check_phase_seconds DOUBLE NOT NULL, 
	search_phase_seconds DOUBLE NOT NULL, 
	verify_phase_seconds DOUBLE NOT NULL, 
	tests_phase_seconds DOUBLE NOT NULL, 
	check_seconds DOUBLE NOT NULL, 
	applied BOOLEAN NOT NULL, 
	tests_run INTEGER, 
	tests_passed INTEGER, 
	tests_failed INTEGER, 
	tests_timed_out BOOLEAN, 
	CONSTRAINT pk_repairs PRIMARY KEY (run_id), 
	CONSTRAINT fk_repairs_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "repairs" VALUES('20261121T195526-607e25','/home/me/crate',0,1,1,0,0,1,3.94582034001359716057e-01,2.3166944100012187846e-01,2.68898762999015161767e-01,0.0,3.94582034001359716057e-01,1,NULL,NULL,NULL,NULL);
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
CREATE TABLE runs (
	id TEXT NOT NULL, 
	command TEXT NOT NULL, 
	started DATETIME NOT NULL, 
	seconds DOUBLE NOT NULL, 
	profile TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	exit_code INTEGER NOT NULL, 
	version TEXT NOT NULL, kind TEXT DEFAULT 'check' NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES('20261121T195526-607e25','fix --tests none','2026-11-21 19:55:26.593441',9.59244745001342380419e-01,'','fixed',0,'0.1.0','fix');
INSERT INTO "runs" VALUES('20261121T195528-be7a72','undo 20261121T195526-607e25','2026-11-21 19:55:28.663790',0.028325,'','undone',0,'0.1.0','undo');
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
CREATE TABLE undos (
	run_id TEXT NOT NULL, 
	undone TEXT NOT NULL, 
	CONSTRAINT pk_undos PRIMARY KEY (run_id), 
	CONSTRAINT fk_undos_runs FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "undos" VALUES('20261121T195528-be7a72','20261121T195526-607e25');
CREATE INDEX ix_runs_started ON runs (started, id);
CREATE INDEX ix_incidents_code ON incidents (code);
CREATE INDEX ix_incidents_fingerprint ON incidents (fingerprint);
CREATE INDEX ix_attempts_move ON attempts (move, level);
CREATE INDEX ix_undos_undone ON undos (undone);
COMMIT;
