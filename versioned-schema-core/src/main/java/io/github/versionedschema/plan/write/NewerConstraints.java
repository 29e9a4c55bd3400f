package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewKey;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.LateCheck;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of a table as the newer version of a chain has them after complete.
 */
final class NewerConstraints {

	private final Scope scope;

	private final SharedTable draft;

	private final IndexCopies copies;

	private final Table physical;

	private final NewerColumns columns;

	/**
	 * Creates the constraints.
	 * @param scope the chain's scope
	 * @param draft the table in the chain
	 * @param copies the copies of its indexes
	 * @param physical the table in the database
	 * @param columns its columns
	 */
	NewerConstraints(Scope scope, SharedTable draft, IndexCopies copies, Table physical, NewerColumns columns) {
		this.scope = scope;
		this.draft = draft;
		this.copies = copies;
		this.physical = physical;
		this.columns = columns;
	}

	/** Returns those that can be copied as they are in the database. */
	List<Constraint> list() {
		Set<Integer> numbers = this.columns.numbers();
		List<Constraint> seen = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Constraint constraint : this.physical.constraints()) {
			if (numbers.containsAll(constraint.columns())) {
				Constraint renamed = constraint(constraint);
				seen.add(renamed);
				names.add(renamed.name());
			}
		}
		for (Constraint original : this.draft.source().constraints()) {
			boolean stays = original.columns().stream().noneMatch(this.copies::isDropped);
			if (stays && original.type() != Constraint.Type.NOT_NULL
					&& !this.draft.existingRules().drops().contains(original)
					&& names.add(String.valueOf(renamed(original.name())))) {
				seen.add(moved(original));
			}
		}
		for (NewIndex added : this.draft.newIndexes()) {
			if (added.constraint() != null && names.add(added.name())) {
				seen.add(key(added, added.constraint()));
			}
		}
		return seen;
	}

	private Constraint constraint(Constraint constraint) {
		Optional<Constraint> original = this.draft.source()
			.constraints()
			.stream()
			.filter((key) -> this.scope.waitingName(key.name()).equals(constraint.name()))
			.findFirst();
		String name = original.map(Constraint::name).orElseGet(() -> known(constraint));
		Constraint seen = with(constraint, Objects.requireNonNull(renamed(name)), constraint.columns(),
				this.columns.seen(constraint.definition()),
				(constraint.expression() != null) ? this.columns.seen(constraint.expression()) : null);
		return original.map(seen::likeKey).orElse(seen);
	}

	/** Returns the name that the version has for a constraint, or null for none. */
	@Nullable String renamed(@Nullable String constraint) {
		return (constraint != null)
				? this.draft.existingRules().renamedConstraints().getOrDefault(constraint, constraint) : null;
	}

	private String known(Constraint constraint) {
		return this.draft.source()
			.constraints()
			.stream()
			.filter((other) -> other.oid() == constraint.oid())
			.map(Constraint::name)
			.findFirst()
			.orElse(constraint.name());
	}

	/** A key or check gets its copy at complete. */
	private Constraint moved(Constraint original) {
		Map<String, String> now = this.copies.names(ColumnDraft::requiredName);
		return with(original, Objects.requireNonNull(renamed(original.name())),
				original.columns()
					.stream()
					.flatMap((number) -> this.columns.number(this.copies.column(number)).stream())
					.toList(),
				this.copies.newer(original.definition()).over(now),
				(original.expression() != null) ? this.copies.newer(original.expression()).over(now) : null);
	}

	private Constraint key(NewIndex added, NewKey key) {
		List<Integer> numbers = added.keyColumns()
			.stream()
			.flatMap((column) -> this.columns.number(column).stream())
			.toList();
		return new Constraint(0, added.name(), key.primary() ? Constraint.Type.PRIMARY_KEY : Constraint.Type.UNIQUE,
				numbers, "", null, added.name(), key.deferrable(), key.initiallyDeferred(), true, true, false, false,
				null, null);
	}

	private static Constraint with(Constraint constraint, String name, List<Integer> columns, String definition,
			@Nullable String expression) {
		return new Constraint(constraint.oid(), name, constraint.type(), columns, definition, expression,
				constraint.index(), constraint.deferrable(), constraint.initiallyDeferred(), constraint.validated(),
				constraint.enforced(), constraint.noInherit(), constraint.inherited(), constraint.foreignKey(),
				constraint.comment());
	}

	/**
	 * Returns the names of constraints that only older versions have. The table has them,
	 * or gets them while such versions are removed.
	 */
	Set<String> ofOlderVersions() {
		Set<String> present = list().stream().map(Constraint::name).collect(Collectors.toSet());
		Table source = this.draft.source();
		return Stream
			.of(source.physical().takenConstraints().stream(), this.draft.existingRules().drops().names().stream(),
					source.physical().lateChecks().stream().map(LateCheck::name),
					Stream.concat(source.constraints().stream(), this.physical.constraints().stream())
						.filter((constraint) -> constraint.type() != Constraint.Type.NOT_NULL)
						.map(Constraint::name))
			.flatMap((names) -> names)
			.filter((name) -> !present.contains(name))
			.collect(Collectors.toSet());
	}

	/** Returns the version's checks that the table does not have yet. */
	List<LateCheck> late() {
		Set<Integer> numbers = this.columns.numbers();
		Set<String> present = list().stream().map(Constraint::name).collect(Collectors.toSet());
		return Stream
			.concat(this.draft.source()
				.physical()
				.lateChecks()
				.stream()
				.filter((check) -> numbers.containsAll(check.columns().values())
						&& !this.draft.existingRules().drops().names().contains(check.name()))
				.map((check) -> check.renamed(Objects.requireNonNull(renamed(check.name())))), demanded())
			.filter((check) -> !present.contains(check.name()))
			.toList();
	}

	private Stream<LateCheck> demanded() {
		return this.draft.demands()
			.stream()
			.flatMap((demand) -> Stream.ofNullable(demand.check()).map((condition) -> lateCheck(demand, condition)));
	}

	private LateCheck lateCheck(Demand demand, Expression condition) {
		Map<String, Integer> columns = new LinkedHashMap<>();
		condition.arguments()
			.forEach((argument) -> this.columns.number(argument.column())
				.ifPresent((number) -> columns.put(argument.name(), number)));
		return new LateCheck(demand.name(), condition.sql(), columns, condition.rowName(), demand.noInherit());
	}

}
