package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;

/**
 * Materialized views that use replaced columns of a table get copies that use the
 * replacements, and so do the views between them and the table. The copies are filled
 * beside the originals. Contract, which holds locks, only exchanges them.
 * <p>
 * The comment of a copy says of which definition it is, and for which refresh of the
 * original it was filled. Every {@code REFRESH}, also a concurrent one, writes the
 * original's row in {@code pg_class}. If that row is still the one that was read before
 * the copy was filled, the copy is at least as recent as the original.
 */
public final class ViewCopies {

	private static final String SETTING = "versioned_schema.copied";

	/**
	 * Follows the common table expressions of {@link Definitions}. The state of a
	 * function is part of the state of a view, as functions are bound to replacements
	 * only in contract.
	 */
	private static final String COPIED = """
			copied AS (
				SELECT v.relation, v.level, v.kind, v.relkind, v.view, v.nspname, v.relname, moved.name, moved.creation,
					concat({own}, v.relation) AS copy,
					concat('_vs_original_', v.relation) AS aside,
					md5(concat(moved.creation, (SELECT string_agg(concat(p.oid, ' ', p.xmin), ',' ORDER BY p.oid)
						FROM pg_depend d JOIN pg_proc p ON p.oid = d.refobjid
						WHERE d.classid = 'pg_rewrite'::regclass AND d.objid = v.objid AND d.refclassid = 'pg_proc'::regclass))) AS state,
					(SELECT concat(' ', c.xmin) FROM pg_class c WHERE c.oid = v.relation AND v.relkind = 'm') AS refreshed
				FROM view v JOIN moved ON moved.name = v.name
				WHERE EXISTS (SELECT FROM view WHERE relkind = 'm')
			), copied_index AS (
				SELECT copied.relation, copied.nspname, x.relname, concat({own}, x.oid) AS copy,
					concat('_vs_original_', x.oid) AS aside
				FROM copied JOIN pg_index i ON i.indrelid = copied.relation JOIN pg_class x ON x.oid = i.indexrelid
			), existing AS (
				SELECT c.oid, c.relname, n.nspname, CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind,
					obj_description(c.oid, 'pg_class') AS state
				FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE starts_with(c.relname::text, {own}) AND c.relkind IN ('v', 'm')
			)""";

	/**
	 * A view that reads others is printed with their names. So the originals are renamed
	 * while the copies are created under these names.
	 */
	private static final String CREATION = """
			SELECT (SELECT string_agg(obstacle, '; ') FROM moved),
				CASE WHEN EXISTS (SELECT FROM copied FULL JOIN existing ON existing.relname = copied.copy
						WHERE split_part(existing.state, ' ', 1) IS DISTINCT FROM copied.state)
					THEN concat_ws(E';\\n',
						(SELECT string_agg(format('DROP %s %I.%I', kind, nspname, relname), E';\\n' ORDER BY oid DESC) FROM existing),
						(SELECT string_agg(format('ALTER INDEX %I.%I RENAME TO %I', nspname, relname, aside), E';\\n') FROM copied_index),
						(SELECT string_agg(format('ALTER %s %s RENAME TO %I', kind, view, aside), E';\\n') FROM copied),
						(SELECT string_agg(creation, E';\\n' ORDER BY level, name) FROM copied),
						(SELECT string_agg(format(E'ALTER INDEX %1$I.%2$I RENAME TO %3$I;\\nALTER INDEX %1$I.%4$I RENAME TO %2$I',
							nspname, relname, copy, aside), E';\\n') FROM copied_index),
						(SELECT string_agg(format(E'ALTER %1$s %2$I.%3$I RENAME TO %4$I;\\nALTER %1$s %2$I.%5$I RENAME TO %3$I;\\n'
							'COMMENT ON %1$s %2$I.%4$I IS %6$L', kind, nspname, relname, copy, aside, state), E';\\n') FROM copied))
				END
			INTO _vs_obstacle, _vs_statements""";

	private static final String PROOF = """
			SELECT string_agg(coalesce(copied.view, existing.relname), ', ')
			INTO _vs_obstacle
			FROM copied FULL JOIN existing ON existing.relname = copied.copy
			WHERE existing.state IS DISTINCT FROM concat(copied.state, copied.refreshed)""";

	/** What was read of an original before its copy is filled is recorded afterwards. */
	private static final String FILLINGS = """
			SELECT format('REFRESH MATERIALIZED VIEW %1$I.%2$I%3$s; ANALYZE %1$I.%2$I; COMMENT ON MATERIALIZED VIEW %1$I.%2$I IS %4$L',
				n.nspname, c.relname, CASE WHEN NOT o.relispopulated THEN ' WITH NO DATA' END,
				concat(split_part(obj_description(c.oid, 'pg_class'), ' ', 1), ' ', o.xmin))
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class o ON c.relname = concat({own}, o.oid)
			WHERE c.relkind = 'm' AND starts_with(c.relname::text, {own})
				AND split_part(obj_description(c.oid, 'pg_class'), ' ', 2) <> o.xmin::text
			ORDER BY c.oid
			""";

	private static final String REMOVAL = """
			SELECT string_agg(format('DROP %s %I.%I', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
				n.nspname, c.relname), E';\\n' ORDER BY c.oid DESC)
			INTO _vs_statements
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE starts_with(c.relname::text, {own}) AND c.relkind IN ('v', 'm')""";

	/**
	 * The statements that remove copies for changes of other tables, which are made again
	 * when the originals have followed the columns of this one.
	 */
	static final String OF_OTHERS = """
			(SELECT string_agg(format('DROP %s IF EXISTS %I.%I CASCADE', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
					n.nspname, c.relname), E';\\n')
				FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE starts_with(c.relname::text, '{copies}') AND c.relkind IN ('v', 'm') AND c.oid NOT IN (SELECT oid FROM existing)
					AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
						WHERE r.ev_class = c.oid AND d.refclassid = 'pg_class'::regclass
							AND (d.refobjid IN (SELECT relation FROM view)
								OR EXISTS (SELECT FROM replaced WHERE replaced.oid = d.refobjid AND replaced.attnum = d.refobjsubid))))"""
		.replace("{copies}", Dependant.COPY);

	/**
	 * The statements that give a copy the names and the comment of its original. In a
	 * rehearsal, an original that changed since is created anew instead, without data.
	 */
	static final String EXCHANGE = """
			(SELECT concat(format('ALTER %s %I.%I RENAME TO %I', existing.kind, existing.nspname, existing.relname, copied.relname),
					(SELECT string_agg(format(E';\\nALTER INDEX %I.%I RENAME TO %I', i.nspname, i.copy, i.relname), '')
						FROM copied_index i WHERE i.relation = copied.relation),
					format(E';\\nCOMMENT ON %s %s IS %L', copied.kind, copied.view, obj_description(copied.relation, 'pg_class')),
					(SELECT string_agg(concat(E';\\n', pg_get_statisticsobjdef(s.oid), (SELECT format(E';\\nALTER STATISTICS %I.%I OWNER TO %I',
							n.nspname, s.stxname, rolname) FROM pg_roles WHERE oid = s.stxowner AND rolname <> current_user),
							format(E';\\nALTER STATISTICS %I.%I SET STATISTICS ', n.nspname, s.stxname) || nullif(s.stxstattarget, -1),
							format(E';\\nCOMMENT ON STATISTICS %I.%I IS %L', n.nspname, s.stxname, obj_description(s.oid, 'pg_statistic_ext'))), '')
						FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE s.stxrelid = copied.relation))
				FROM existing WHERE existing.relname = copied.copy AND split_part(existing.state, ' ', 1) = copied.state)""";

	private final TableWork work;

	private final ReplacedColumns columns;

	private final TypeExchange types;

	private final UntypedConstants constants;

	public ViewCopies(TableWork work) {
		this.work = work;
		this.columns = new ReplacedColumns(work);
		this.types = new TypeExchange(work);
		this.constants = UntypedConstants.of(work, this.columns);
	}

	/** Returns whether the plan knows a materialized view that uses replaced columns. */
	public boolean isNeeded() {
		return this.columns.haveDependant(Dependant.Kind.MATERIALIZED_VIEW);
	}

	/** Writes the step that creates and fills them before complete is irreversible. */
	public void write(Steps steps) {
		if (isNeeded()) {
			steps
				.add("refresh." + this.work.name(), Phase.SETTLE,
						"fill materialized views that use the new columns of " + this.work.name())
				.on(this.work.name())
				.locking("ACCESS EXCLUSIVE on %s and views of it, before they are filled".formatted(this.work.name()))
				.scanning()
				.undoneBy(Steps.transaction(List.of(block("", REMOVAL), execute())))
				.from(this.work.table().origin())
				.runs(refresh());
		}
	}

	/** Returns how the copies are brought up to date. */
	public Action.Refresh refresh() {
		String objects = this.columns.objects() + ",\n" + copied() + "\n";
		List<String> exchange = this.columns.exchange();
		List<String> creation = new ArrayList<>(List.of(block(objects, CREATION)));
		creation.addAll(exchange);
		creation.add(execute());
		creation.addAll(exchange);
		return new Action.Refresh(new Action.Transaction(
				List.of(TableLock.exclusive(this.work.sqlName()).after(new DependantMove(this.work).lock())), creation),
				withOwn(FILLINGS),
				block(objects,
						PROOF + """
								;
								IF _vs_obstacle IS NOT NULL THEN
									RAISE EXCEPTION '%', concat(_vs_obstacle, ' was refreshed or changed while its successor was filled')
										USING ERRCODE = '{state}', HINT = 'Refresh it less often until complete is done.';
								END IF"""
							.replace("{state}", SqlStates.OUTDATED)));
	}

	/**
	 * Returns the common table expressions {@code moved}, {@code copied}, {@code
	 * copied_index} and {@code existing}.
	 */
	String copied() {
		return Definitions.MOVED + ",\n" + withOwn(COPIED);
	}

	private String withOwn(String sql) {
		return sql.replace("{own}", "concat(%s, to_regclass(%s)::oid, '_')"
			.formatted(Identifier.literal(Dependant.COPY), Identifier.literal(this.work.sqlName())));
	}

	private String block(String objects, String query) {
		return "DO " + Identifier.dollarQuoted("""
				DECLARE
					_vs_path text := pg_catalog.current_setting('search_path');
					_vs_obstacle text;
					_vs_statements text;
				BEGIN
					PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
					%s%s%s;
					%sIF _vs_obstacle IS NOT NULL THEN
						RAISE EXCEPTION '%%', _vs_obstacle;
					END IF;
					PERFORM pg_catalog.set_config('%s', coalesce(%s, ''), true),
						pg_catalog.set_config('search_path', _vs_path, true);
				END
				""".formatted(this.types.printing(), objects, withOwn(query), this.types.printed(), SETTING,
				this.constants.in("_vs_statements")));
	}

	private String execute() {
		return "DO " + Identifier.dollarQuoted("""
				DECLARE
					_vs_path text := pg_catalog.current_setting('search_path');
				BEGIN
					IF pg_catalog.current_setting('%s') <> '' THEN
						PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
						%sEXECUTE %s;
						%sPERFORM pg_catalog.set_config('search_path', _vs_path, true);
					END IF;
				END
				""".formatted(SETTING, this.types.reading(),
				this.types.named("pg_catalog.current_setting('%s')".formatted(SETTING)), this.types.read()));
	}

}
