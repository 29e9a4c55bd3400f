package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.sync.DefaultTriggers;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggerFunctions;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * Writes the functions of a table that two versions use: those of its expressions, of the
 * trials, and of the triggers.
 */
public final class TableFunctions {

	private final SyncFunctions expressions;

	private final TrialFunctions trials;

	private final List<SyncTriggerFunctions> groups;

	private final DefaultTriggers defaults;

	private final List<TriggersOfBoth> ofBoth;

	TableFunctions(SyncFunctions expressions, TrialFunctions trials, List<SyncTriggerFunctions> groups,
			DefaultTriggers defaults, List<TriggersOfBoth> ofBoth) {
		this.expressions = expressions;
		this.trials = trials;
		this.groups = groups;
		this.defaults = defaults;
		this.ofBoth = ofBoth;
	}

	public List<String> create() {
		List<String> statements = new ArrayList<>(this.expressions.create());
		statements.addAll(this.trials.create());
		this.groups.forEach((function) -> statements.addAll(function.create()));
		statements.addAll(this.defaults.createFunctions());
		this.ofBoth.forEach((some) -> statements.addAll(some.createFunctions()));
		return statements;
	}

	/**
	 * Returns the statements that change the trigger functions to those for the
	 * publication of the newer version.
	 */
	public List<String> publish() {
		return Stream
			.concat(this.groups.stream().flatMap((function) -> function.publish().stream()),
					this.ofBoth.stream().flatMap((some) -> some.publishFunctions().stream()))
			.toList();
	}

	/** Returns the functions that are used after publication, with their names. */
	public List<String> published() {
		List<String> statements = new ArrayList<>(this.trials.create());
		this.ofBoth.forEach((some) -> statements.addAll(some.createFunctions()));
		statements.addAll(publish());
		return statements;
	}

	/**
	 * Returns the statements that change them back, when the values are no longer needed.
	 * @param withheld as for {@link #withhold}
	 */
	public List<String> withdraw(Map<Group, String> withheld) {
		return this.groups.stream()
			.flatMap((function) -> Stream.concat(function.create().stream(),
					function.withhold(withheld.getOrDefault(function.group(), "")).stream()))
			.toList();
	}

	/**
	 * Returns the statements that prevent values of these groups from being computed.
	 * @param withheld the groups, each with the condition that its values are computed
	 * nevertheless; empty if there is none
	 */
	public List<String> withhold(Map<Group, String> withheld) {
		return this.groups.stream()
			.filter((function) -> withheld.containsKey(function.group()))
			.flatMap((function) -> function.withhold(Objects.requireNonNull(withheld.get(function.group()))).stream())
			.toList();
	}

	/** Returns the statements that omit values of these groups that violate a key. */
	public List<String> guard(Map<Group, String> tests) {
		return this.groups.stream()
			.filter((function) -> tests.containsKey(function.group()))
			.flatMap((function) -> function.guard(Objects.requireNonNull(tests.get(function.group()))).stream())
			.toList();
	}

	/** Returns the statements that drop those that compute some expressions. */
	public List<String> drop(Predicate<Expression> some) {
		List<String> statements = new ArrayList<>();
		this.groups.stream()
			.filter((function) -> function.group().computes(some))
			.forEach((function) -> statements.addAll(function.drop()));
		statements.addAll(this.expressions.drop(some));
		return statements;
	}

	public List<String> drop() {
		List<String> statements = new ArrayList<>();
		this.groups.forEach((function) -> statements.addAll(function.drop()));
		statements.addAll(this.defaults.dropFunctions());
		this.ofBoth.forEach((some) -> statements.addAll(some.dropFunctions()));
		statements.addAll(this.trials.drop());
		statements.addAll(this.expressions.drop());
		return statements;
	}

}
