package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes functions that try to compute the new values of a row, one for each group. They
 * return PostgreSQL's error message, or null if there is none. An error that does not
 * concern the row, such as a lock or a full disk, is thrown.
 */
public final class TrialFunctions {

	/** Connection, resources, operator intervention, system error, concurrency. */
	public static final String PASSING = "'^(08|40|53|55|57|58)'";

	private final Scope scope;

	private final String table;

	private final List<Group> groups;

	private final SyncFunctions functions;

	public TrialFunctions(Scope scope, String table, List<Group> groups, SyncFunctions functions) {
		this.scope = scope;
		this.table = table;
		this.groups = groups.stream().filter((group) -> !group.upTargets().isEmpty()).toList();
		this.functions = functions;
	}

	public List<String> create() {
		return this.groups.stream()
			.flatMap((group) -> OwnFunction.create(signature(group), creation(group)).stream())
			.toList();
	}

	public List<String> drop() {
		return this.groups.stream().map((group) -> "DROP FUNCTION IF EXISTS " + name(group)).toList();
	}

	private String name(Group group) {
		return Scope.ours(this.scope.function(this.table, group.number() + ".trial"));
	}

	private String signature(Group group) {
		return name(group) + read(group).stream().map(ColumnDraft::type).collect(Collectors.joining(", ", "(", ")"));
	}

	private String creation(Group group) {
		List<ColumnDraft> read = read(group);
		String body = body(new ComputedValues("", this.functions, (column) -> argument(read.indexOf(column)))
			.compute(group.ups(), true, () -> "\tRETURN NULL;\n"));
		String arguments = IntStream.range(0, read.size())
			.mapToObj((index) -> argument(index) + " " + read.get(index).type())
			.collect(Collectors.joining(", "));
		return create(name(group), arguments, this.scope, body);
	}

	/** Returns a function body that returns the reason of a failure. */
	public static String body(String statements) {
		return body(statements, "");
	}

	/**
	 * Returns a function body that returns the reason of a failure, or null if it reads a
	 * table that does not exist yet.
	 */
	public static String bodyBeforeTablesExist(String statements) {
		return body(statements, "WHEN undefined_table THEN\n\t\tRETURN NULL;\n\t");
	}

	private static String body(String statements, String handlers) {
		return """
				BEGIN
				%sEXCEPTION %sWHEN OTHERS OR assert_failure THEN
					IF SQLSTATE OPERATOR(pg_catalog.~) %s THEN
						RAISE;
					END IF;
					RETURN SQLERRM;
				END
				""".formatted(statements, handlers, PASSING);
	}

	public static String create(String name, String arguments, Scope scope, String body) {
		return """
				CREATE OR REPLACE FUNCTION %s(%s) RETURNS text LANGUAGE plpgsql
				SET search_path = %s AS %s""".formatted(name, arguments, scope.triggerPath(),
				Identifier.dollarQuoted("\n" + body));
	}

	public static String argument(int index) {
		return "_vs_argument_" + (index + 1);
	}

	/** Returns the columns of a row that {@code up} of a group reads. */
	public static List<ColumnDraft> read(Group group) {
		List<ColumnDraft> computed = new ArrayList<>();
		List<ColumnDraft> read = new ArrayList<>();
		for (Derivation up : group.ups()) {
			up.expression()
				.columns()
				.stream()
				.filter((column) -> column.isPhysical() && !computed.contains(column) && !read.contains(column))
				.forEach(read::add);
			computed.add(up.target());
		}
		return read;
	}

	/**
	 * Returns an expression over a row that returns why it has no value of one of these
	 * groups; null if there is no problem.
	 */
	public String problem(List<Group> asked) {
		Stream<String> problems = this.groups.stream()
			.filter(asked::contains)
			.map((group) -> "CASE WHEN %s THEN %s(%s) END".formatted(FillSql.none(group), name(group),
					read(group).stream().map(FillSql::ofRow).collect(Collectors.joining(", "))));
		return problems.collect(Collectors.joining(", ", "coalesce(", ", NULL::pg_catalog.text)"));
	}

}
