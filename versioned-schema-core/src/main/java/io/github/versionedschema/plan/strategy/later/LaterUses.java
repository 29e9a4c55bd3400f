package io.github.versionedschema.plan.strategy.later;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.dependant.DependantMove;
import io.github.versionedschema.plan.dependant.FunctionMove;
import io.github.versionedschema.plan.dependant.UpdateOfTriggers;
import io.github.versionedschema.plan.dependant.ViewCopies;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.LateCheck;
import io.github.versionedschema.schema.Table;

/**
 * Finds objects created since expand that use objects which complete or abort removes.
 * They would make complete fail after the older version is retired, or be dropped
 * silently. They are checked before complete becomes irreversible.
 */
public final class LaterUses {

	private static final String OF_COLUMNS = """
			SELECT DISTINCT CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_describe_object(d.classid, d.objid, 0) END AS name
			FROM path CROSS JOIN pg_catalog.pg_depend d
			JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
			WHERE d.refclassid = 'pg_catalog.pg_class'::regclass::oid AND d.refobjid = to_regclass(%1$s)::oid
				AND a.attname = ANY (%2$s)
				AND CASE d.classid
					%3$s
					ELSE false END
			""";

	/** Complete moves them to the replacement if the plan knows one of them. */
	private static final String FUNCTIONS = """
			WHEN 'pg_catalog.pg_proc'::regclass::oid THEN NOT EXISTS (
						SELECT FROM pg_catalog.pg_proc p
						WHERE p.oid = d.objid AND p.pronamespace = to_regnamespace('versioned_schema')::oid)
					""";

	/**
	 * If the column is replaced, complete moves these to the replacement. Those of tables
	 * that it drops before go with them.
	 */
	private static final String MOVABLE = """
			WHEN 'pg_catalog.pg_rewrite'::regclass::oid THEN NOT EXISTS (
						SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
						WHERE r.oid = d.objid AND (r.ev_class = ANY (%1$s) OR r.ev_class = ANY (%3$s)
							OR pg_catalog.starts_with(v.relname::text, '{copies}')
							OR v.relnamespace = to_regnamespace('versioned_schema')::oid))
					WHEN 'pg_catalog.pg_trigger'::regclass::oid THEN NOT EXISTS (
						SELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
						WHERE t.oid = d.objid
							AND (t.tgisinternal OR t.tgname = ANY (%2$s)
								OR p.pronamespace = to_regnamespace('versioned_schema')::oid))
					WHEN 'pg_catalog.pg_policy'::regclass::oid THEN NOT EXISTS (
						SELECT FROM pg_catalog.pg_policy p WHERE p.oid = d.objid AND p.polrelid = ANY (%3$s))
					WHEN 'pg_catalog.pg_publication_rel'::regclass::oid THEN true
					""".replace("{copies}", Dependant.COPY);

	/**
	 * Only rules of views can be moved, and those of materialized views if the plan knows
	 * one of them.
	 */
	private static final String RULES = """
			WHEN 'pg_catalog.pg_rewrite'::regclass::oid THEN EXISTS (
						SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
						WHERE r.oid = d.objid AND r.ev_class <> ALL (%3$s)
							AND (r.rulename <> '_RETURN' OR v.relkind = 'm' AND NOT %4$s))
					""";

	/**
	 * A dropped column takes its indexes and check constraints with it. This matters for
	 * an old column, but not for a new one. A generated column may be dropped, too.
	 */
	private static final String OF_OLD_COLUMNS = """
			WHEN 'pg_catalog.pg_constraint'::regclass::oid THEN EXISTS (
						SELECT FROM pg_catalog.pg_constraint c
						WHERE c.oid = d.objid AND c.contype IN ('c', 'f', 'p', 'u', 'x') AND c.conparentid = 0
							AND c.conname <> ALL (%2$s))
					WHEN 'pg_catalog.pg_class'::regclass::oid THEN EXISTS (
						SELECT FROM pg_catalog.pg_class i
						WHERE i.oid = d.objid AND i.relkind IN ('i', 'I') AND i.relname <> ALL (%2$s))
					WHEN 'pg_catalog.pg_attrdef'::regclass::oid THEN d.deptype = 'n' AND NOT EXISTS (
						SELECT FROM pg_catalog.pg_attrdef e
						JOIN pg_catalog.pg_attribute own ON own.attrelid = e.adrelid AND own.attnum = e.adnum
						WHERE e.oid = d.objid AND e.adrelid = d.refobjid AND own.attname = ANY (%5$s))""";

	private static final String OF_VIEWS = """
			SELECT DISTINCT CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_describe_object(d.classid, d.objid, 0) END AS name
			FROM path CROSS JOIN pg_catalog.pg_depend d
			WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = ANY (%1$s) AND d.deptype = 'n'
				AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r
					WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid AND r.ev_class = ANY (%1$s))
			""";

	private final TableWork work;

	private final SharedTable table;

	private final String views;

	private final String droppedTables;

	public LaterUses(TableWork work) {
		this.work = work;
		this.table = work.table();
		Scope scope = work.scope();
		this.views = oids(Stream.concat(
				scope.older().stream().map((schema) -> Identifier.qualified(schema, this.table.source().name())),
				scope.newer()
					.stream()
					.flatMap((schema) -> Stream.ofNullable(this.table.name())
						.map((name) -> Identifier.qualified(schema, name)))));
		this.droppedTables = oids(work.schema()
			.touchedTables()
			.stream()
			.filter(SharedTable::isDropped)
			.map((dropped) -> scope.table(dropped.physicalName())));
	}

	public void write(Steps steps) {
		List<String> replaced = new DependantMove(this.work).columns();
		Set<String> dropped = new LinkedHashSet<>(going());
		dropped.removeAll(replaced);
		writeColumns(steps, "columns", dropped, FUNCTIONS + MOVABLE + OF_OLD_COLUMNS);
		writeColumns(steps, "replaced", replaced,
				(new FunctionMove(this.work).isNeeded() ? "" : FUNCTIONS) + RULES + OF_OLD_COLUMNS);
		LaterTriggers.ofComplete(this.work)
			.ifPresent((query) -> write(steps, "triggers",
					"these triggers were created since expand and would fail after complete. Drop them, or let their functions do without these columns",
					query));
		LaterProperties.query(this.work)
			.ifPresent((query) -> write(steps, "properties",
					"columns were changed since expand, and their replacements were not. Run these statements", query));
		if (this.table.needsViews()) {
			write(steps, "views", "these use views of it that complete drops",
					onUsersPath(OF_VIEWS.formatted(this.views)));
		}
	}

	/**
	 * Returns the questions that must find nothing before abort removes new columns and
	 * views.
	 */
	public List<Action.Find> ofAbort() {
		if (!this.table.needsViews()) {
			return List.of();
		}
		List<Action.Find> questions = new ArrayList<>();
		List<String> added = this.work.columns().names();
		if (!added.isEmpty()) {
			questions.add(find(
					"these objects were created since expand and use columns of it that abort drops (%s). Drop them"
						.formatted(String.join(", ", added)),
					ofColumns(added,
							(FUNCTIONS + MOVABLE).formatted(this.views, names(known()), oids(Stream.empty())))));
		}
		LaterTriggers.ofAbort(this.work)
			.ifPresent((query) -> questions.add(find(
					"these triggers were created since expand and would fail after abort. Drop them, or let their functions do without these columns",
					query)));
		questions.add(
				find("these use views of it that abort drops. Drop them", onUsersPath(OF_VIEWS.formatted(this.views))));
		return questions;
	}

	private void writeColumns(Steps steps, String purpose, Collection<String> columns, String kinds) {
		if (!columns.isEmpty()) {
			write(steps, purpose,
					"these objects were created since expand and use columns of it that complete drops (%s)"
						.formatted(String.join(", ", columns)),
					ofColumns(columns, kinds.formatted(this.views, names(known()), this.droppedTables,
							new ViewCopies(this.work).isNeeded(), names(going()))));
		}
	}

	private void write(Steps steps, String purpose, String message, String query) {
		steps
			.add("uses." + this.work.name() + "." + purpose, Phase.VERIFY,
					"look for objects created since expand: %s of %s".formatted(purpose, this.work.name()))
			.on(this.work.name())
			.from(this.table.origin())
			.runs(find(message, query));
	}

	private Action.Find find(String message, String query) {
		return new Action.Find("table \"" + this.work.name() + "\"", message, query);
	}

	private String ofColumns(Collection<String> columns, String kinds) {
		return onUsersPath(OF_COLUMNS.formatted(Identifier.literal(this.work.sqlName()), names(columns), kinds));
	}

	/**
	 * The statement is parsed with the leader's search path, so that it calls no
	 * functions of other roles. Object names are printed with the user's path: {@code
	 * path} returns its row only after the path is set.
	 */
	private String onUsersPath(String query) {
		return "WITH path AS MATERIALIZED (SELECT pg_catalog.set_config('search_path', %s, true) AS now)\n%s"
			.formatted(Identifier.literal(Identifier.quote(this.work.scope().base())), query);
	}

	private Set<String> going() {
		return this.table.columns()
			.stream()
			.filter(ColumnDraft::isOldOnly)
			.map(ColumnDraft::source)
			.filter(Objects::nonNull)
			.map(Column::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The names of objects that the plan handles or creates. */
	private List<String> known() {
		Table source = this.table.source();
		List<String> names = new ArrayList<>();
		source.indexes().stream().map(Index::name).forEach(names::add);
		source.constraints().stream().map(Constraint::name).forEach(names::add);
		source.physical().lateChecks().stream().map(LateCheck::name).forEach(names::add);
		source.inboundForeignKeys().stream().map(ForeignKey::name).forEach(names::add);
		names.addAll(new UpdateOfTriggers(this.work).names());
		return names;
	}

	private static String oids(Stream<String> relations) {
		return relations.map((relation) -> "to_regclass(" + Identifier.literal(relation) + ")")
			.collect(Collectors.joining(", ", "ARRAY[", "]::oid[]"));
	}

	private static String names(Iterable<String> names) {
		List<String> literals = new ArrayList<>();
		names.forEach((name) -> literals.add(Identifier.literal(name)));
		return "ARRAY[" + String.join(", ", literals) + "]::name[]";
	}

}
