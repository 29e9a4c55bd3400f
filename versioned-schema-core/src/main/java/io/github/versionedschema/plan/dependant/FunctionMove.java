package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;

/**
 * Binds functions with standard bodies to the replacements of the columns that they use,
 * before contract. A client that has read a body and waits for the table then finds the
 * column of that body. Functions keep their identity, so that other objects can use them.
 */
public final class FunctionMove {

	private static final String DEFINITIONS = "versioned_schema.functions";

	private static final String WITHOUT_BODIES = "versioned_schema.functions_without_bodies";

	private final ReplacedColumns columns;

	private final TypeExchange types;

	private final UntypedConstants constants;

	public FunctionMove(TableWork work) {
		this.columns = new ReplacedColumns(work);
		this.types = new TypeExchange(work);
		this.constants = UntypedConstants.of(work, this.columns);
	}

	/** Returns whether a function uses a replaced column. */
	public boolean isNeeded() {
		return this.columns.haveDependant(Dependant.Kind.FUNCTION);
	}

	/**
	 * Returns the statements. Definitions are printed with the name of the old column,
	 * which the replacement has when they are read again.
	 */
	public List<String> bind() {
		List<String> renames = this.columns.exchange();
		List<String> statements = new ArrayList<>(List.of(print()));
		statements.addAll(renames);
		statements.add(execute(DEFINITIONS));
		statements.addAll(renames);
		return statements;
	}

	/**
	 * Returns the statement that waits for statements which may have read a body before
	 * and have not locked the table yet, for at most a second. Contract would remove the
	 * column of that body before they go on. It does nothing in a rehearsal, which has
	 * locked the table.
	 */
	public String awaitReaders() {
		return "DO " + Identifier.dollarQuoted(
				"""
						DECLARE
							_vs_path text := pg_catalog.current_setting('search_path');
							_vs_running text[];
						BEGIN
							PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
							IF NOT EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND mode = 'AccessExclusiveLock') THEN
								_vs_running := ARRAY(SELECT l.virtualxid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
									WHERE l.locktype = 'virtualxid' AND l.granted AND l.pid <> pg_backend_pid()
										AND a.datname = current_database() AND a.usesysid IS NOT NULL AND coalesce(a.state, 'active') = 'active');
								FOR _vs_look IN 1..100 LOOP
									EXIT WHEN NOT EXISTS (SELECT FROM pg_locks
										WHERE locktype = 'virtualxid' AND granted AND virtualxid = ANY (_vs_running));
									PERFORM pg_sleep(0.01);
								END LOOP;
							END IF;
							PERFORM set_config('search_path', _vs_path, true);
						END
						""");
	}

	/**
	 * Returns the statements that take the bodies away from functions that still depend
	 * on the old columns: PostgreSQL lets {@code ON CONFLICT DO UPDATE} depend on all
	 * columns of a table.
	 */
	public List<String> release() {
		return isNeeded() ? List.of(print(), execute(WITHOUT_BODIES)) : List.of();
	}

	/** Returns the statements that give them their bodies when the columns are gone. */
	public List<String> restore() {
		return isNeeded() ? List.of(execute(DEFINITIONS)) : List.of();
	}

	private String print() {
		return "DO " + Identifier.dollarQuoted(
				"""
						DECLARE
							_vs_path text := pg_catalog.current_setting('search_path');
							_vs_obstacle text;
							_vs_definitions text;
							_vs_without_bodies text;
						BEGIN
							PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
							%s%s
							SELECT string_agg(obstacle, '; '), string_agg(concat(definition, extensions), E';\\n' ORDER BY oid),
								string_agg(left(definition, -length(body) - 1) || ' AS $$$$', E';\\n' ORDER BY oid)
							INTO _vs_obstacle, _vs_definitions, _vs_without_bodies
							FROM (SELECT oid, obstacle, extensions, pg_get_functiondef(oid) AS definition, pg_get_function_sqlbody(oid) AS body
								FROM routine) printed;
							%sIF _vs_obstacle IS NOT NULL THEN
								RAISE EXCEPTION '%%', _vs_obstacle;
							END IF;
							PERFORM pg_catalog.set_config('%s', coalesce(%s, ''), true),
								pg_catalog.set_config('%s', coalesce(_vs_without_bodies, ''), true),
								pg_catalog.set_config('search_path', _vs_path, true);
						END
						"""
					.formatted(this.types.printing(), this.columns.objects(), this.types.printed(), DEFINITIONS,
							this.constants.in("_vs_definitions"), WITHOUT_BODIES));
	}

	private String execute(String setting) {
		return "DO " + Identifier.dollarQuoted("""
				DECLARE
					_vs_path text := pg_catalog.current_setting('search_path');
					_vs_check text := pg_catalog.current_setting('check_function_bodies');
					_vs_statements text := %s;
				BEGIN
					IF _vs_statements <> '' THEN
						PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
							pg_catalog.set_config('check_function_bodies', 'off', true);
						%sEXECUTE _vs_statements;
						%sPERFORM pg_catalog.set_config('search_path', _vs_path, true),
							pg_catalog.set_config('check_function_bodies', _vs_check, true);
					END IF;
				END
				""".formatted(this.types.named("pg_catalog.current_setting('%s')".formatted(setting)),
				this.types.reading(), this.types.read()));
	}

}
