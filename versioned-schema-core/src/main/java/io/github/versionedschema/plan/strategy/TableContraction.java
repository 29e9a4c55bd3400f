package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.dependant.DependantMove;
import io.github.versionedschema.plan.dependant.FunctionMove;
import io.github.versionedschema.plan.dependant.ViewCopies;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewKey;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableNames;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Writes the transaction that changes a table to the form that the newer version sees. It
 * locks the table, but no view of a live version. The live version's view refers to
 * columns by number, so it remains valid.
 */
final class TableContraction {

	private final TableWork work;

	private final SharedTable table;

	private final DependantMove dependants;

	private final FunctionMove functions;

	private final ViewCopies copies;

	TableContraction(TableWork work) {
		this.work = work;
		this.table = work.table();
		this.dependants = new DependantMove(work);
		this.functions = new FunctionMove(work);
		this.copies = new ViewCopies(work);
	}

	/**
	 * Writes the step, if there is anything to do, and those before it for functions.
	 * @param release the statements that first drop what the table no longer needs
	 * @param settle the statements about sessions and versions that stay
	 * @param trials what clients do before and after it
	 */
	void write(Steps steps, List<String> release, List<String> settle, List<Trial> trials) {
		List<String> statements = new ArrayList<>(release);
		statements.addAll(changes());
		statements.addAll(settle);
		if (!this.table.requiredName().equals(this.table.physicalName())) {
			statements.add("ALTER TABLE %s RENAME TO %s".formatted(sqlName(),
					Identifier.quote(TableNames.afterContract(this.work.schema(), this.table))));
		}
		String name = this.work.name();
		if (this.functions.isNeeded()) {
			steps.add("follow." + name, Phase.CONTRACT, "let functions use the new columns of " + name)
				.on(name)
				.locking("ACCESS EXCLUSIVE on " + name)
				.from(this.table.origin())
				.runs(Steps.exclusively(sqlName(), this.functions.bind()));
			steps.add("readers." + name, Phase.CONTRACT, "wait for statements that use functions as they were")
				.on(name)
				.from(this.table.origin())
				.runs(Steps.transaction(this.functions.awaitReaders()));
		}
		if (!statements.isEmpty()) {
			steps.add("contract." + name, Phase.CONTRACT, "contract " + name)
				.on(name)
				.locking("ACCESS EXCLUSIVE on " + name)
				.from(this.table.origin())
				.runs(new Action.Transaction(List.of(TableLock.exclusive(sqlName()).after(this.dependants.lock())),
						statements, trials, this.copies.isNeeded() ? this.copies.refresh() : null));
		}
	}

	private List<String> changes() {
		ReplacedKeys keys = new ReplacedKeys(this.work);
		ColumnRenames columns = new ColumnRenames(sqlName());
		ColumnProperties properties = new ColumnProperties(sqlName(), this.table.visibleColumns());
		List<String> statements = new ArrayList<>(this.dependants.remove());
		statements.addAll(this.functions.release());
		statements.addAll(dropConstraints());
		statements.addAll(keys.drop());
		statements.addAll(ColumnProperties.keepSequences(this.table));
		statements.addAll(properties.moveSequences());
		statements.addAll(dropColumns());
		statements.addAll(this.functions.restore());
		statements.addAll(columns.of(restored()));
		statements.addAll(keys.add());
		statements.addAll(this.dependants.create());
		statements.addAll(columns.of(renamed()));
		statements.addAll(properties.alter());
		statements.addAll(addRules());
		statements.addAll(keys.settle());
		this.work.identities().forEach((identity) -> statements.addAll(identity.contract()));
		return statements;
	}

	/**
	 * Others may have the names of these afterwards. Foreign keys were dropped before, as
	 * that locks two tables.
	 */
	private List<String> dropConstraints() {
		Table source = this.table.source();
		return this.table.existingRules()
			.drops()
			.names()
			.stream()
			.filter((name) -> source.constraint(name).filter((key) -> key.foreignKey() != null).isEmpty())
			.map((name) -> "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(sqlName(), Identifier.quote(name)))
			.toList();
	}

	private List<String> dropColumns() {
		List<String> statements = new ArrayList<>();
		Set<Column> kept = this.work.identities()
			.stream()
			.flatMap((identity) -> Stream.ofNullable(identity.column().ancestor()))
			.collect(Collectors.toSet());
		String drops = this.table.columns()
			.stream()
			.filter((column) -> column.isOldOnly() && !kept.contains(column.source()))
			.sorted(Comparator.comparing(ColumnDraft::isGenerated).reversed())
			.map((column) -> "DROP COLUMN " + Identifier.quote(column.physicalName()))
			.collect(Collectors.joining(", "));
		if (!drops.isEmpty()) {
			statements.add("ALTER TABLE %s %s".formatted(sqlName(), drops));
		}
		this.work.identities().forEach((identity) -> {
			String retired = identity.retiredColumn();
			Column ancestor = identity.column().ancestor();
			if (retired != null && ancestor != null) {
				statements.add("ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(sqlName(),
						Identifier.quote(ancestor.name()), Identifier.quote(retired)));
			}
		});
		return statements;
	}

	/**
	 * Replacements first get the names of the replaced columns, so that definitions that
	 * PostgreSQL printed earlier are valid again.
	 */
	private Map<String, String> restored() {
		Map<String, String> names = new LinkedHashMap<>();
		this.work.indexes()
			.replacements()
			.values()
			.forEach((column) -> names.put(column.physicalName(), Objects.requireNonNull(column.ancestor()).name()));
		return names;
	}

	private Map<String, String> renamed() {
		Map<String, String> names = new LinkedHashMap<>();
		for (ColumnDraft column : this.table.visibleColumns()) {
			Column ancestor = column.ancestor();
			String now = (ancestor != null) ? ancestor.name() : column.physicalName();
			names.put(now, column.requiredName());
		}
		return names;
	}

	private List<String> addRules() {
		List<String> statements = new ArrayList<>();
		for (Rule rule : Rule.added(this.work)) {
			statements.addAll((rule.check() != null) ? new ColumnRenames(sqlName()).around(rule.add(sqlName()),
					rule.check(), this.table.visibleColumns()) : List.of(rule.add(sqlName())));
		}
		for (NewIndex index : this.table.newIndexes()) {
			NewKey key = index.constraint();
			if (key != null) {
				statements.add(key.attach(sqlName(), Identifier.quote(index.waitingName())));
			}
		}
		return statements;
	}

	private String sqlName() {
		return this.work.sqlName();
	}

}
