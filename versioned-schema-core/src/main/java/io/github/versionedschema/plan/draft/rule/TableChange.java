package io.github.versionedschema.plan.draft.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ReplicaIdentityDefinition;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.NewValues;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table that only the newer version uses, in the names of that moment.
 * Later changes of the draft do not change it.
 */
public sealed interface TableChange {

	/**
	 * Treats the change according to its kind.
	 * @param <T> the type of the result
	 * @param cases how each kind is treated
	 */
	<T> T choose(Cases<T> cases);

	/**
	 * Creates the table. Its foreign keys are added later.
	 *
	 * @param columns its columns
	 * @param constraints its constraints
	 * @param comment its comment, or null
	 */
	record Create(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints,
			@Nullable String comment) implements TableChange {

		public Create {
			columns = List.copyOf(columns);
			constraints = List.copyOf(constraints);
		}

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.create(this);
		}

	}

	/** Drops the table. */
	record Drop() implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.drop(this);
		}

	}

	/**
	 * Renames the table.
	 *
	 * @param to its new name
	 * @param physicalName its name until complete
	 */
	record Rename(String to, String physicalName) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.rename(this);
		}

	}

	/**
	 * Adds a column.
	 *
	 * @param definition the column
	 * @param up computes its values in existing rows, or null
	 */
	record AddColumn(ColumnDefinition definition, @Nullable Expression up) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.addColumn(this);
		}

	}

	/**
	 * Drops a column.
	 *
	 * @param column its name
	 */
	record DropColumn(String column) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.dropColumn(this);
		}

	}

	/**
	 * Renames a column.
	 *
	 * @param column its name
	 * @param to its new name
	 */
	record RenameColumn(String column, String to) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.renameColumn(this);
		}

	}

	/**
	 * Changes a column.
	 *
	 * @param column its name
	 * @param change the changes other than those of its values
	 * @param values the change of its values, or null
	 */
	record AlterColumn(String column, ColumnChange change, @Nullable NewValues values) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.alterColumn(this);
		}

	}

	/**
	 * Changes the values of columns, each over the row before.
	 *
	 * @param columns the new values by the column's name
	 */
	record ChangeValues(Map<String, NewValues> columns) implements TableChange {

		public ChangeValues {
			columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
		}

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.changeValues(this);
		}

	}

	/**
	 * Adds a check.
	 *
	 * @param check the check
	 */
	record AddCheck(CheckDefinition check) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.addCheck(this);
		}

	}

	/**
	 * Sets what identifies a row for logical replication.
	 *
	 * @param type the kind of identity
	 * @param index the name in the database of the index, or null
	 */
	record SetReplicaIdentity(ReplicaIdentityDefinition.Type type, @Nullable String index) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.setReplicaIdentity(this);
		}

	}

	/**
	 * Drops a constraint.
	 *
	 * @param constraint its name in the database
	 */
	record DropConstraint(String constraint) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.dropConstraint(this);
		}

	}

	/**
	 * Adds a unique constraint or a primary key.
	 *
	 * @param constraint the constraint, with its name until complete
	 */
	record AddConstraint(ConstraintDefinition constraint) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.addConstraint(this);
		}

	}

	/**
	 * Renames a constraint.
	 *
	 * @param constraint its name
	 * @param to its new name
	 */
	record RenameConstraint(String constraint, String to) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.renameConstraint(this);
		}

	}

	/**
	 * Creates an index.
	 *
	 * @param index the index
	 */
	record CreateIndex(NewIndex index) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.createIndex(this);
		}

	}

	/**
	 * Drops an index.
	 *
	 * @param index its name
	 * @param physicalName its name in the database
	 */
	record DropIndex(String index, String physicalName) implements TableChange {

		@Override
		public <T> T choose(Cases<T> cases) {
			return cases.dropIndex(this);
		}

	}

	/**
	 * How each kind of change is treated.
	 *
	 * @param <T> the type of the result
	 */
	interface Cases<T> {

		T create(Create change);

		T drop(Drop change);

		T rename(Rename change);

		T addColumn(AddColumn change);

		T dropColumn(DropColumn change);

		T renameColumn(RenameColumn change);

		T alterColumn(AlterColumn change);

		T changeValues(ChangeValues change);

		T addCheck(AddCheck change);

		T setReplicaIdentity(SetReplicaIdentity change);

		T dropConstraint(DropConstraint change);

		T addConstraint(AddConstraint change);

		T renameConstraint(RenameConstraint change);

		T createIndex(CreateIndex change);

		T dropIndex(DropIndex change);

	}

}
