package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.ddl.ReplicaIdentitySql;
import io.github.versionedschema.plan.ddl.Successors;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.Exclusions;
import io.github.versionedschema.plan.table.IndexNames;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.LateCheck;
import io.github.versionedschema.schema.ReplicaIdentity;
import io.github.versionedschema.schema.Table;

/**
 * Writes the contract statements for the keys, indexes, checks and statistics of replaced
 * columns: the old ones go with the old columns, and their copies take the names.
 */
final class ReplacedKeys {

	private final TableWork work;

	private final IndexCopies copies;

	private final Successors successors;

	ReplacedKeys(TableWork work) {
		this.work = work;
		this.copies = work.indexes();
		this.successors = successors();
	}

	/** Returns the statements that run before the old columns are dropped. */
	List<String> drop() {
		List<String> statements = new ArrayList<>(this.successors.remember());
		for (Index index : this.copies.indexes()) {
			// It may have been dropped since its copy was created.
			if (index.constraint() != null) {
				statements.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName(),
						Identifier.quote(index.constraint())));
			}
			else {
				statements.add("DROP INDEX IF EXISTS " + this.work.scope().table(index.name()));
			}
		}
		statements.addAll(new Exclusions(this.work).drop());
		statements.addAll(new PartitionCopies(this.work).drop());
		checksOfIdentities().forEach((check) -> statements
			.add("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName(), Identifier.quote(check))));
		this.copies.statistics().forEach((object) -> statements.add("DROP STATISTICS IF EXISTS " + object.name()));
		return statements;
	}

	/**
	 * A replaced identity is dropped in a later transaction, and its checks would keep
	 * their names until then.
	 */
	private Stream<String> checksOfIdentities() {
		Table source = this.work.table().source();
		Set<Integer> identities = this.work.identities()
			.stream()
			.flatMap((identity) -> Stream.ofNullable(identity.column().ancestor()))
			.map(Column::number)
			.collect(Collectors.toSet());
		return Stream.concat(
				source.constraints()
					.stream()
					.filter((check) -> check.type() == Constraint.Type.CHECK
							&& check.columns().stream().anyMatch(identities::contains))
					.map(Constraint::name),
				source.physical()
					.lateChecks()
					.stream()
					.filter((check) -> check.mentions(identities))
					.map(LateCheck::name));
	}

	/**
	 * Returns the statements that run when the replacements have the names of the
	 * replaced columns.
	 */
	List<String> add() {
		List<String> statements = new ArrayList<>();
		for (ColumnDraft column : this.work.strictColumns()) {
			Column ancestor = column.ancestor();
			statements.addAll(Rule.settle(sqlName(), (ancestor != null) ? ancestor.name() : column.physicalName(),
					this.work.strictName(column)));
		}
		this.copies.indexes().forEach((index) -> statements.addAll(add(index)));
		statements.addAll(new Exclusions(this.work).add());
		statements.addAll(new PartitionCopies(this.work).add());
		for (Constraint check : this.work.copiedChecks()) {
			statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s%s".formatted(sqlName(), Identifier.quote(check.name()),
					this.copies.inNewer(check.definition()), check.validated() ? " NOT VALID" : ""));
		}
		this.copies.statistics()
			.forEach((object) -> object.recreation().stream().map(this.copies::inNewer).forEach(statements::add));
		return statements;
	}

	private List<String> add(Index index) {
		List<String> statements = new ArrayList<>();
		String copy = this.copies.copyName(index);
		PartitionedKeys partitioned = new PartitionedKeys(this.work);
		if (partitioned.contains(index)) {
			statements.addAll(partitioned.add(index));
		}
		else if (index.constraint() != null) {
			statements.add(index.immediate() ? this.copies.attach(index, index.constraint())
					: "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(sqlName(), Identifier.quote(copy),
							Identifier.quote(index.constraint())));
		}
		else {
			statements.addAll(new IndexNames(this.work.scope().base(), this.work.table().source()).rename(copy, index));
		}
		return statements;
	}

	/**
	 * Returns the statements that run when all objects have the names of those that they
	 * replace.
	 */
	List<String> settle() {
		List<String> statements = new ArrayList<>(this.successors.restore());
		this.copies.indexes()
			.stream()
			.filter(new ReplicaIdentitySteps(this.work)::isSetOnCopy)
			.forEach((index) -> statements
				.add(ReplicaIdentitySql.set(sqlName(), ReplicaIdentity.INDEX.name(), index.name())));
		return statements;
	}

	private Successors successors() {
		Successors successors = new Successors();
		Stream.concat(this.copies.indexes().stream(), this.copies.exclusions().stream())
			.forEach((index) -> add(successors, index));
		new PartitionCopies(this.work).addTo(successors);
		this.work.copiedChecks().forEach((check) -> add(successors, check.name()));
		Set<String> late = this.work.table()
			.source()
			.physical()
			.lateChecks()
			.stream()
			.map(LateCheck::name)
			.collect(Collectors.toSet());
		for (Rule rule : Rule.added(this.work)) {
			this.work.table()
				.existingRules()
				.original(rule.name())
				.filter(late::contains)
				.ifPresent((name) -> successors.constraint(sqlName(), name, rule.waitingName()));
		}
		this.copies.statistics().forEach((object) -> successors.statistics(object.name()));
		return successors;
	}

	private void add(Successors successors, Index index) {
		successors.index(this.work.scope().table(index.name()), index.storageParameters());
		if (index.constraint() != null) {
			successors.constraint(sqlName(), index.constraint());
		}
		for (Index.Part part : index.parts()) {
			successors.index(Identifier.qualified(part.schema(), part.name()), index.storageParameters());
			if (index.constraint() != null) {
				successors.constraint(Identifier.qualified(part.schema(), part.table()), part.name());
			}
		}
	}

	private void add(Successors successors, String check) {
		successors.constraint(sqlName(), check);
		this.work.table().source().partitions().forEach((partition) -> successors.constraint(partition.sql(), check));
	}

	private String sqlName() {
		return this.work.sqlName();
	}

}
