package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;

/**
 * Writes the trigger functions of a group. They run with their owner's privileges and
 * their own search path, as an expression that reads tables must not depend on the
 * client's privileges, search path, temporary tables or row security policies.
 */
public final class SyncTriggerFunctions {

	private final Scope scope;

	private final SyncFunctions functions;

	private final Group group;

	private final boolean computesAgain;

	private final String name;

	/**
	 * Creates the functions of a group.
	 * @param computesAgain whether user triggers may change what the values follow from
	 * once more when a row moves to another partition
	 */
	public SyncTriggerFunctions(Scope scope, SharedTable table, Group group, SyncFunctions functions,
			boolean computesAgain) {
		this.scope = scope;
		this.functions = functions;
		this.group = group;
		this.computesAgain = computesAgain;
		this.name = table.source().name() + "." + group.number();
	}

	String upName() {
		return Scope.ours(upFunction());
	}

	String downName() {
		return Scope.ours(downFunction());
	}

	private String upFunction() {
		return this.scope.function(this.name, "up");
	}

	private String downFunction() {
		return this.scope.function(this.name, "down");
	}

	/**
	 * Returns the statements that create the functions in use until the newer version is
	 * published. No client uses the newer version yet, so there is no {@code down}. A
	 * value that cannot be computed is omitted, so that statements of clients of the
	 * older version do not fail. Such a row counts as unfilled, which is checked before
	 * the newer version is published.
	 */
	public List<String> create() {
		List<String> statements = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			statements.addAll(OwnFunction.ofTrigger(upName(), this.scope, forgivingUpBody("")));
		}
		if (!this.group.downs().isEmpty()) {
			statements.addAll(OwnFunction.ofTrigger(downName(), this.scope, "BEGIN\n\tRETURN NEW;\nEND\n"));
		}
		return statements;
	}

	/**
	 * Returns the statements that prevent values from being computed, while no client
	 * reads them.
	 * @param unless the condition that they are computed nevertheless, over a row without
	 * them; empty if there is none
	 */
	public List<String> withhold(String unless) {
		if (this.group.ups().isEmpty()) {
			return List.of();
		}
		String computed = unless.isEmpty() ? ""
				: "IF %s THEN\n%sEND IF;\n".formatted(unless, forgivingUpBody("").stripTrailing() + ";\n");
		return List
			.of(OwnFunction.replaceTrigger(upName(), this.scope, body(nothing() + computed + "\tRETURN NEW;\n")));
	}

	/**
	 * Returns the statements that omit values that violate a key.
	 * @param tests the code that raises an error if they do
	 */
	public List<String> guard(String tests) {
		return this.group.ups().isEmpty() ? List.of()
				: List.of(OwnFunction.replaceTrigger(upName(), this.scope, forgivingUpBody(tests)));
	}

	public Group group() {
		return this.group;
	}

	/**
	 * Returns the statements that change the functions to those for the publication of
	 * the newer version.
	 */
	public List<String> publish() {
		List<String> statements = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			statements.add(OwnFunction.replaceTrigger(upName(), this.scope, upBody()));
		}
		if (!this.group.downs().isEmpty()) {
			statements.add(OwnFunction.replaceTrigger(downName(), this.scope, downBody()));
		}
		return statements;
	}

	public List<String> drop() {
		List<String> statements = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			statements.add(SyncFunctions.dropFunction(upFunction()));
		}
		if (!this.group.downs().isEmpty()) {
			statements.add(SyncFunctions.dropFunction(downFunction()));
		}
		return statements;
	}

	private String downBody() {
		String computed = values("").compute(this.group.downs(), false, () -> "\tRETURN NEW;\n");
		return this.group.isComparableByUps()
				? body(unlessAgreed("_up", this.group.ups(), this.group.upTargets()) + computed) : body(computed);
	}

	boolean computesAgain() {
		return this.computesAgain;
	}

	private String upBody() {
		String computed = values("_up").compute(this.group.ups(), false, () -> "\tRETURN NEW;\n");
		String agreed = this.group.isDecidedByDowns()
				? unlessAgreed("_down", this.group.downs(), this.group.downTargets()) : "";
		return body((this.computesAgain ? forgetting() : "") + agreed + computed);
	}

	/**
	 * Returns the code for the mode {@code forget} that removes values which follow from
	 * the row as it is. An error is no reason to refuse a row that does not change.
	 */
	private String forgetting() {
		ComputedValues expected = values("_same");
		List<ColumnDraft> targets = this.group.upTargets();
		String compared = expected.compute(this.group.ups(), true,
				() -> "\tIF NOT (%s) THEN\n%s\tEND IF;\n"
					.formatted(Rows.differ(targets.stream().map((target) -> Rows.field("NEW", target)).toList(),
							targets.stream().map(expected::of).toList()), nothing()));
		return """
				IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'forget' THEN
				BEGIN
				%sEXCEPTION WHEN OTHERS OR assert_failure THEN
					RETURN NEW;
				END;
					RETURN NEW;
				END IF;
				""".formatted(compared);
	}

	private String forgivingUpBody(String tests) {
		return body(values("_up").compute(this.group.ups(), false, () -> tests + "\tRETURN NEW;\n")
				+ "EXCEPTION WHEN OTHERS OR assert_failure THEN\n" + nothing() + "\tRETURN NEW;\n");
	}

	/** Assignments before an error remain, as these are variables. */
	private String nothing() {
		return this.group.upTargets()
			.stream()
			.map((target) -> "\t%s := NULL;\n".formatted(Rows.field("NEW", target)))
			.collect(Collectors.joining());
	}

	private static String body(String statements) {
		return "BEGIN\n" + statements + "END\n";
	}

	/**
	 * Returns the code for the mode {@code if_different} that leaves a row unchanged if
	 * its values match the values computed from the other version.
	 */
	private String unlessAgreed(String prefix, List<Derivation> derivations, List<ColumnDraft> targets) {
		ComputedValues expected = values(prefix);
		String compared = expected.compute(derivations, true, () -> """
					IF NOT (%s) THEN
						RETURN NEW;
					END IF;
				""".formatted(Rows.differ(targets.stream().map((target) -> Rows.field("NEW", target)).toList(),
				targets.stream().map(expected::of).toList())));
		return "IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN\n" + compared + "END IF;\n";
	}

	private ComputedValues values(String prefix) {
		return new ComputedValues(prefix, this.functions, (column) -> Rows.field("NEW", column));
	}

}
