package io.github.versionedschema.execute.lint;

import java.util.List;

import io.github.versionedschema.plan.check.lint.ObjectState;
import io.github.versionedschema.plan.check.lint.ReferenceState;
import io.github.versionedschema.plan.check.lint.TableState;

/**
 * What exists at one moment of a transaction.
 *
 * @param tables the tables that the SQL names or locks
 * @param objects the objects that clients may use and that the SQL names or may reach
 * @param references the foreign keys of the tables that it names
 */
record Snapshot(List<TableState> tables, List<ObjectState> objects, List<ReferenceState> references) {

	/**
	 * Returns the foreign keys that are new here.
	 * @param before what existed before
	 * @param last what exists when all SQL was run, which may drop a key or index it
	 * @return them as they are in the end
	 */
	List<ReferenceState> added(Snapshot before, Snapshot last) {
		List<Long> known = before.references.stream().map(ReferenceState::oid).toList();
		List<Long> added = this.references.stream()
			.map(ReferenceState::oid)
			.filter((key) -> !known.contains(key))
			.toList();
		return last.references.stream().filter((key) -> added.contains(key.oid())).toList();
	}

}
