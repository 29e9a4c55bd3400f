package io.github.versionedschema.plan.operation;

import java.util.Map;

import io.github.versionedschema.migration.OperationTypes;

/**
 * The registry of operations by their key in migration files.
 */
public final class Operations {

	private Operations() {
	}

	/** Returns all operations by their key. */
	public static OperationTypes types() {
		return new OperationTypes(Map.ofEntries(Map.entry("create_table", CreateTable.class),
				Map.entry("drop_table", DropTable.class), Map.entry("rename_table", RenameTable.class),
				Map.entry("add_column", AddColumn.class), Map.entry("drop_column", DropColumn.class),
				Map.entry("rename_column", RenameColumn.class), Map.entry("alter_column", AlterColumn.class),
				Map.entry("create_constraint", CreateConstraint.class), Map.entry("create_index", CreateIndex.class),
				Map.entry("drop_index", DropIndex.class), Map.entry("drop_constraint", DropConstraint.class),
				Map.entry("drop_multicolumn_constraint", DropMulticolumnConstraint.class),
				Map.entry("rename_constraint", RenameConstraint.class), Map.entry("create_type", CreateType.class),
				Map.entry("drop_type", DropType.class), Map.entry("set_replica_identity", SetReplicaIdentity.class),
				Map.entry("alter_type", AlterType.class), Map.entry("sql", Sql.class)));
	}

}
