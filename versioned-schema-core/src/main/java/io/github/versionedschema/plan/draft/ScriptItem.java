package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import org.jspecify.annotations.Nullable;

/**
 * An item that runs in the order of the operations, before the backfill.
 */
public sealed interface ScriptItem {

	/**
	 * The first operation on a table of the older version.
	 *
	 * @param table the table
	 */
	record Touch(SharedTable table) implements ScriptItem {
	}

	/**
	 * A change of a table that only the newer version uses.
	 *
	 * @param table the table
	 * @param name the table's name in the newer version at that point
	 * @param physicalName the table's name in the database at that point
	 * @param change the change
	 * @param source the operation
	 */
	record NewTable(CreatedTable table, String name, String physicalName, TableChange change,
			Source source) implements ScriptItem {

		/** Returns whether it creates the table. */
		public boolean creates() {
			return this.change instanceof TableChange.Create;
		}

	}

	/**
	 * A new type.
	 *
	 * @param type the type
	 */
	record NewType(CreatedType type) implements ScriptItem {
	}

	/**
	 * A new value of an enum.
	 *
	 * @param added the value
	 */
	record NewValue(AddedValue added) implements ScriptItem {
	}

	/**
	 * The newer version's own enum of a name.
	 *
	 * @param type the enum
	 */
	record OtherType(ReplacedType type) implements ScriptItem {
	}

	/**
	 * User SQL.
	 *
	 * @param up the SQL to run at expand or at complete
	 * @param down the SQL that undoes it, or null
	 * @param onComplete whether it runs at complete
	 * @param source the operation
	 */
	record UserSql(String up, @Nullable String down, boolean onComplete, Source source) implements ScriptItem {
	}

}
