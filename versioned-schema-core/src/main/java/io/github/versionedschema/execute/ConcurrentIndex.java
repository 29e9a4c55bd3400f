package io.github.versionedschema.execute;

import java.util.Optional;

import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.schema.Identifier;

/**
 * Builds or drops an index concurrently. This takes no lock that blocks clients, but
 * waits for every older transaction without a limit. Blocking sessions are reported
 * during the wait.
 */
final class ConcurrentIndex {

	private static final String VALID = """
			select i.indisvalid and i.indisready and i.indislive from pg_catalog.pg_index i
			join pg_catalog.pg_class c on c.oid = i.indexrelid
			join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where n.nspname = ?::name and c.relname = ?::name
			""";

	private final String schema;

	private final String name;

	private final StepContext context;

	ConcurrentIndex(String schema, String name, StepContext context) {
		this.schema = schema;
		this.name = name;
		this.context = context;
	}

	/** Whether the index is valid; empty if it does not exist. */
	Optional<Boolean> isValid() {
		return this.context.leadership()
			.jdbc()
			.sql(VALID)
			.params(this.schema, this.name)
			.query(Boolean.class)
			.optional();
	}

	/**
	 * Builds the index. After a deadlock, the invalid index is dropped and built again.
	 * @param sql the statement
	 */
	void build(String sql) {
		new PatientStatement(this.context).run(sql, this.context.recorder(), this::dropIfInvalid);
	}

	/** Drops the index if it exists. */
	void drop() {
		drop(this.context.recorder());
	}

	/**
	 * Drops the invalid index of a failed build, which slows down writes and, if unique,
	 * may reject them.
	 */
	void dropIfInvalid() {
		if (isValid().filter((valid) -> !valid).isPresent()) {
			drop(StepRecorder.NONE);
		}
	}

	private void drop(StepRecorder recorder) {
		new PatientStatement(this.context)
			.run("drop index concurrently if exists " + Identifier.qualified(this.schema, this.name), recorder, () -> {
			});
	}

}
