package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Action.BuildIndex.WhileSmall;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Table;

/**
 * Writes the steps that build an index. PostgreSQL cannot build an index of a partitioned
 * table concurrently. Therefore, an index is built on each partition first, and then
 * attached to the index of the partitioned table without a scan.
 */
public final class IndexBuild {

	private final IndexMethod method;

	private final Scope scope;

	private final Table source;

	private final String table;

	private final List<String> origin;

	/**
	 * Creates the steps of a table.
	 * @param method how it is built
	 * @param table the table's name at the time of the build
	 * @param origin the operations that require it
	 */
	public IndexBuild(IndexMethod method, Scope scope, Table source, String table, List<String> origin) {
		this.method = method;
		this.scope = scope;
		this.source = source;
		this.table = table;
		this.origin = origin;
	}

	/**
	 * Writes the steps.
	 * @param id ID of the last step
	 * @param name the index's name
	 * @param title title of the steps
	 * @param definition the statement that builds it
	 */
	public void write(Steps steps, Phase phase, String id, String name, String title, Definition definition) {
		if (this.source.kind() != Table.Kind.PARTITIONED) {
			String on = this.scope.table(this.table);
			writeOne(steps, phase, id, title, "SHARE UPDATE EXCLUSIVE on " + this.table, new Action.BuildIndex(
					this.scope.base(), name, definition.sql(on, name, this.method.isConcurrent())));
			return;
		}
		writeLeaves(steps, phase, id, name, title, definition);
		for (Partition partition : parentsFromBelow()) {
			String own = IndexNames.in(partition, name);
			writeWhole(steps, phase, id + "." + partition.name(), title + " in partition " + partition.name(),
					partition.name(), Identifier.qualified(partition.schema(), own),
					definition.sql(partition.sql(), own, false));
		}
		writeWhole(steps, phase, id, title, this.table, this.scope.table(name),
				definition.sql(this.scope.table(this.table), name, false));
	}

	/**
	 * Writes the steps that build an index on each partition only, and none of the
	 * partitioned table.
	 * @param id the beginning of the IDs of the steps
	 * @param name the index's name, which follows that of a partition
	 * @param title title of the steps
	 * @param definition the statement that builds it
	 */
	public void writeLeaves(Steps steps, Phase phase, String id, String name, String title, Definition definition) {
		for (Partition partition : this.source.leafPartitions()) {
			writeLeaf(steps, phase, partition, id + "." + partition.name(), IndexNames.in(partition, name), title,
					definition);
		}
	}

	/**
	 * Writes the step that builds an index of one partition during expand.
	 * @param id ID of the step
	 * @param name the index's name
	 * @param title title of the step
	 * @param definition the statement that builds it
	 */
	public void writeIn(Steps steps, Partition partition, String id, String name, String title, Definition definition) {
		writeLeaf(steps, Phase.BUILD, partition, id, name, title, definition);
	}

	private void writeLeaf(Steps steps, Phase phase, Partition partition, String id, String name, String title,
			Definition definition) {
		writeOne(steps, phase, id, title + " in partition " + partition.name(),
				"SHARE UPDATE EXCLUSIVE on %1$s, or SHARE on %1$s while it is small".formatted(partition.name()),
				new Action.BuildIndex(partition.schema(), name,
						definition.sql(partition.sql(), name, this.method.isConcurrent()),
						new WhileSmall(partition.sql(), definition.sql(partition.sql(), name, false))));
	}

	/**
	 * PostgreSQL would generate names for the indexes of partitions from the current
	 * column names.
	 */
	private List<Partition> parentsFromBelow() {
		List<Partition> parents = new ArrayList<>(this.source.partitions()
			.stream()
			.filter((partition) -> partition.kind() == Partition.Kind.PARTITIONED)
			.toList());
		Collections.reverse(parents);
		return parents;
	}

	private void writeWhole(Steps steps, Phase phase, String id, String title, String locked, String index,
			String sql) {
		steps.add(id, phase, title)
			.on(this.table)
			.locking("SHARE on %s and its partitions".formatted(locked))
			.from(this.origin)
			.undoneBy(undo(phase, Steps.exclusively(this.scope.table(this.table), "DROP INDEX IF EXISTS " + index)))
			.runs(new Action.Transaction(List.of(new TableLock(this.scope.table(this.table), TableLock.Mode.SHARE)),
					List.of(sql)));
	}

	private void writeOne(Steps steps, Phase phase, String id, String title, String lock, Action.BuildIndex build) {
		steps.add(id, phase, title)
			.on(this.table)
			.locking(lock)
			.scanning()
			.from(this.origin)
			.undoneBy(undo(phase, new Action.DropIndex(build.schema(), build.index())))
			.runs(this.method.build(build));
	}

	/** Complete cannot be undone. */
	private static Action[] undo(Phase phase, Action action) {
		return phase.isExpand() ? new Action[] { action } : new Action[0];
	}

	/**
	 * Expressions and conditions with column names of the newer version can only be built
	 * after the columns are renamed.
	 */
	public static boolean isDeferred(NewIndex index) {
		return index.expressions()
			.stream()
			.flatMap((expression) -> expression.arguments().stream())
			.anyMatch((argument) -> !argument.name().equals(argument.column().nameDuringExpand()));
	}

	/** Writes the statement that builds an index. */
	public interface Definition {

		/**
		 * Returns the statement.
		 * @param on the table, as written in SQL
		 * @param name the index's name
		 * @param concurrently whether to build it concurrently
		 */
		String sql(String on, String name, boolean concurrently);

	}

}
