package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.TypeTrial;
import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.ddl.TypeSql;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.table.ClientTrials;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the trial of a table's new types: under the name of each column, the table gets
 * another one with the new type, in the catalogue only. All its rows have one value, and
 * the trial changes it to the values of other rows, which are computed before.
 */
public final class TypeTrialSql {

	private static final int ROWS = 20;

	/** While a client waits for a lock, it takes no longer. */
	private static final int MILLIS = 500;

	/**
	 * The new and the present values of some rows. Without them, nothing is tried: other
	 * checks report errors of the expressions.
	 */
	private static final String VALUES = """
			BEGIN
				CREATE TEMPORARY TABLE _vs_values AS SELECT %s FROM (SELECT * FROM %s LIMIT %d) AS _vs_row;
			EXCEPTION WHEN others OR query_canceled THEN
				NULL;
			END
			""";

	/** Triggers that name a column in their definition follow it at complete. */
	private static final String EXCHANGE = """
			DECLARE
				_vs_path constant text := pg_catalog.current_setting('search_path');
				_vs_triggers text[];
				_vs_trigger text;
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				BEGIN
					_vs_triggers := ARRAY(
						SELECT format('DROP TRIGGER %%1$I ON %%2$s; %%3$s; ALTER TABLE %%2$s ENABLE %%4$s TRIGGER %%1$I',
							t.tgname, t.tgrelid::regclass, pg_get_triggerdef(t.oid),
							CASE t.tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END)
						FROM pg_trigger t
						WHERE t.tgrelid IN (SELECT to_regclass(%1$s)::oid UNION SELECT relid::oid FROM pg_partition_tree(to_regclass(%1$s)))
							AND NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D'
							AND (t.tgqual IS NOT NULL OR t.tgattr::text <> ''));
			%2$s
					FOREACH _vs_trigger IN ARRAY _vs_triggers LOOP
						EXECUTE _vs_trigger;
					END LOOP;
				EXCEPTION WHEN others THEN
					PERFORM set_config('%3$s', '{}', true);
				END;
				PERFORM pg_catalog.set_config('search_path', _vs_path, true);
			END
			""";

	private static final String ADD = "EXECUTE format('ALTER TABLE %s ADD COLUMN %s %s DEFAULT %%L', (SELECT v.%s::text FROM pg_temp._vs_values AS v LIMIT 1));";

	private static final String OTHER = "SELECT v.%1$s FROM pg_temp._vs_values AS v WHERE pg_catalog.concat(v.%1$s) OPERATOR(pg_catalog.<>) pg_catalog.concat(%2$s.%3$s) LIMIT 1";

	/** Values that were different may be the same in the new type. */
	private static final String OTHER_OR_SAME = "coalesce((%s), CASE WHEN (SELECT pg_catalog.count(DISTINCT pg_catalog.concat(v.%s)) OPERATOR(pg_catalog.>) 1 FROM pg_temp._vs_values AS v) THEN %s.%s END)";

	private final TableWork work;

	private final SyncFunctions functions;

	private final Map<ColumnDraft, String> values = new LinkedHashMap<>();

	private final List<ColumnDraft> changed;

	public TypeTrialSql(TableWork work) {
		this.work = work;
		this.functions = SyncFunctions.temporary(work.scope(), work.table(), work.groups());
		this.changed = new ReplacedColumns(work).replacements()
			.values()
			.stream()
			.filter((column) -> !column.columnType().sql().equals(ancestor(column).type()))
			.toList();
		work.groups()
			.stream()
			.filter(TypeTrialSql::isComputable)
			.flatMap((group) -> group.ups().stream())
			.forEach(this::compute);
	}

	private static boolean isComputable(Group group) {
		return TrialFunctions.read(group).stream().allMatch((column) -> column.source() != null);
	}

	private void compute(Derivation up) {
		this.values.put(up.target(),
				this.functions.call(up, (column) -> this.values.getOrDefault(column, FillSql.ofRow(column))) + "::"
						+ up.target().type());
	}

	/**
	 * Returns the trial, if a type changes and a user function may be affected.
	 * @param preparation the user SQL to run before
	 */
	public Optional<TypeTrial> write(List<String> preparation) {
		if (this.changed.isEmpty() || !this.values.keySet().containsAll(this.changed)
				|| this.work.columns().rewriting().stream().anyMatch(this.changed::contains) || !mayRunFunctions()) {
			return Optional.empty();
		}
		String name = this.work.name();
		Map<String, String> present = new LinkedHashMap<>();
		Map<String, String> newer = new LinkedHashMap<>();
		this.changed.forEach((column) -> {
			present.put(name(column), other(was(column), column));
			newer.put(name(column), OTHER_OR_SAME.formatted(other(becomes(column), column), was(column),
					Trial.Client.ROW, Identifier.quote(name(column))));
		});
		Step step = new Step("types." + name, Phase.CHECK, "try the new types of columns of " + name, name,
				new Action.Transaction(List.of(TableLock.exclusive(this.work.sqlName())), exchange(),
						new ClientTrials(this.work.scope(), this.work.table())
							.ofTypes(this.changed.stream().map(TypeTrialSql::aside).toList(), present, newer)),
				"ACCESS EXCLUSIVE on " + name, false, false, List.of(), this.work.table().origin());
		return Optional.of(new TypeTrial(step, preparation, temporary(),
				this.changed.stream()
					.map(ColumnDraft::operation)
					.filter(Objects::nonNull)
					.findFirst()
					.orElseGet(this.work.table()::lastSource)));
	}

	/** Triggers of other tables, and SQL functions, name the table. */
	private boolean mayRunFunctions() {
		String name = this.work.name().toLowerCase(Locale.ROOT);
		return !this.work.table().source().triggers().isEmpty() || this.work.schema()
			.catalogue()
			.routines()
			.stream()
			.anyMatch((routine) -> routine.source().toLowerCase(Locale.ROOT).contains(name));
	}

	private List<String> temporary() {
		List<String> statements = new ArrayList<>();
		this.work.schema()
			.types()
			.created()
			.forEach((type) -> statements.addAll(new TypeSql(this.work.scope().base(), type).statements()));
		statements.addAll(this.functions.createTemporary());
		String columns = this.changed.stream()
			.flatMap((column) -> Stream.of(this.values.get(column) + " AS " + becomes(column),
					Identifier.quote(name(column)) + " AS " + was(column)))
			.collect(Collectors.joining(", "));
		statements.add("SET LOCAL statement_timeout = " + MILLIS);
		statements.add("DO " + Identifier.dollarQuoted(VALUES.formatted(columns, this.work.sqlName(), ROWS)));
		statements.add("SET LOCAL statement_timeout = 0");
		return statements;
	}

	private List<String> exchange() {
		String table = this.work.sqlName();
		Map<String, String> names = new LinkedHashMap<>();
		this.changed.forEach((column) -> names.put(name(column), aside(column)));
		String statements = Stream
			.concat(new ColumnRenames(table).of(names).stream().map((rename) -> rename + ";"),
					this.changed.stream()
						.map((column) -> ADD.formatted(table.replace("'", "''"),
								Identifier.quote(name(column)).replace("'", "''"),
								column.columnType().sql().replace("'", "''"), becomes(column))))
			.collect(Collectors.joining("\n"));
		return List.of("DO " + Identifier.dollarQuoted(
				EXCHANGE.formatted(Identifier.literal(table), statements.indent(8).stripTrailing(), Trial.SETTING)),
				CompiledTriggers.compileAgain(table));
	}

	private static String other(String values, ColumnDraft column) {
		return OTHER.formatted(values, Trial.Client.ROW, Identifier.quote(name(column)));
	}

	private static Column ancestor(ColumnDraft column) {
		return Objects.requireNonNull(column.ancestor());
	}

	private static String name(ColumnDraft column) {
		return ancestor(column).physicalName();
	}

	private static String aside(ColumnDraft column) {
		return "_vs_aside_" + ancestor(column).number();
	}

	private static String becomes(ColumnDraft column) {
		return "_vs_becomes_" + ancestor(column).number();
	}

	private static String was(ColumnDraft column) {
		return "_vs_was_" + ancestor(column).number();
	}

}
