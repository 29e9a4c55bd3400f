package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the DDL of each kind of change of a table that only the newer version uses.
 */
final class NewTableWriter implements TableChange.Cases<NewTableDdl> {

	private final ScriptItem.NewTable item;

	private final String schema;

	private final AlterTableSql alter;

	NewTableWriter(ScriptItem.NewTable item) {
		this.item = item;
		this.schema = item.table().schemaName();
		this.alter = new AlterTableSql(Identifier.qualified(this.schema, item.physicalName()));
	}

	@Override
	public NewTableDdl create(TableChange.Create change) {
		CreateTableSql create = new CreateTableSql(this.schema, this.item.physicalName(), change.columns(),
				change.constraints());
		List<String> statements = new ArrayList<>();
		statements.add(create.statement());
		for (ColumnDefinition column : change.columns()) {
			if (column.comment() != null) {
				statements.add(this.alter.comment(column.name(), column.comment()));
			}
		}
		if (change.comment() != null) {
			statements.add(this.alter.comment(change.comment()));
		}
		return new NewTableDdl("create table " + this.item.name(), eachAlone(statements), create.trial());
	}

	@Override
	public NewTableDdl drop(TableChange.Drop change) {
		return ddl("drop", List.of(this.alter.drop()));
	}

	@Override
	public NewTableDdl rename(TableChange.Rename change) {
		List<String> statements = new ArrayList<>();
		statements.add(this.alter.rename(change.physicalName()));
		if (!this.item.physicalName().equals(this.item.name())) {
			statements.add(NotNullNames.follow(Identifier.qualified(this.schema, change.physicalName()),
					this.item.physicalName(), this.item.name()));
		}
		return ddl("rename to " + change.to(), statements);
	}

	@Override
	public NewTableDdl addColumn(TableChange.AddColumn change) {
		ColumnDefinition definition = change.definition();
		List<String> statements = new ArrayList<>();
		if (change.up() != null) {
			statements.addAll(this.alter.addComputedColumn(definition, change.up(), this.item.name()));
		}
		else {
			statements.add(this.alter.addColumn(definition));
		}
		if (definition.comment() != null) {
			statements.add(this.alter.comment(definition.name(), definition.comment()));
		}
		return ddl("add column " + definition.name(), statements);
	}

	@Override
	public NewTableDdl dropColumn(TableChange.DropColumn change) {
		return ddl("drop column " + change.column(), List.of(this.alter.dropColumn(change.column())));
	}

	@Override
	public NewTableDdl renameColumn(TableChange.RenameColumn change) {
		return ddl("rename column " + change.column(), List.of(this.alter.renameColumn(change.column(), change.to())));
	}

	@Override
	public NewTableDdl alterColumn(TableChange.AlterColumn altered) {
		String column = altered.column();
		ColumnChange change = altered.change();
		List<List<String>> scripts = new ArrayList<>();
		if (altered.values() != null) {
			scripts.add(this.alter.changeValues(Map.of(column, altered.values())));
		}
		List<String> statements = new ArrayList<>();
		if (!change.defaultValue().isAbsent()) {
			statements.add(this.alter.changeDefault(column, change.defaultValue().text()));
		}
		if (change.nullable() != null) {
			statements.add(this.alter.changeNullability(column, change.nullable()));
		}
		if (!change.comment().isAbsent()) {
			statements.add(this.alter.comment(column, change.comment().text()));
		}
		if (change.check() != null) {
			statements.add(this.alter.addCheck(change.check()));
		}
		if (change.unique() != null) {
			statements.add(this.alter.addUnique(change.unique().name(), column));
		}
		scripts.addAll(eachAlone(statements));
		return new NewTableDdl(ofTable("alter column " + column), scripts, null);
	}

	@Override
	public NewTableDdl changeValues(TableChange.ChangeValues change) {
		return new NewTableDdl(ofTable("change values of " + String.join(", ", change.columns().keySet())),
				List.of(this.alter.changeValues(change.columns())), null);
	}

	@Override
	public NewTableDdl addCheck(TableChange.AddCheck change) {
		return ddl("add check " + change.check().name(), List.of(this.alter.addCheck(change.check())));
	}

	@Override
	public NewTableDdl setReplicaIdentity(TableChange.SetReplicaIdentity change) {
		return ddl("set replica identity", List.of(ReplicaIdentitySql
			.set(Identifier.qualified(this.schema, this.item.physicalName()), change.type().name(), change.index())));
	}

	@Override
	public NewTableDdl dropConstraint(TableChange.DropConstraint change) {
		return ddl("drop constraint " + change.constraint(), List.of(this.alter.dropConstraint(change.constraint())));
	}

	@Override
	public NewTableDdl addConstraint(TableChange.AddConstraint change) {
		return ddl("add constraint " + change.constraint().name(),
				List.of(this.alter.addConstraint(change.constraint())));
	}

	@Override
	public NewTableDdl renameConstraint(TableChange.RenameConstraint change) {
		return ddl("rename constraint " + change.constraint(),
				List.of(this.alter.renameConstraint(change.constraint(), change.to())));
	}

	@Override
	public NewTableDdl createIndex(TableChange.CreateIndex change) {
		return ddl("create index " + change.index().name(),
				List.of(IndexSql.createAsRequested(change.index(), this.schema, this.item.physicalName())));
	}

	@Override
	public NewTableDdl dropIndex(TableChange.DropIndex change) {
		return ddl("drop index " + change.index(),
				List.of("DROP INDEX " + Identifier.qualified(this.schema, change.physicalName())));
	}

	private NewTableDdl ddl(String title, List<String> statements) {
		return new NewTableDdl(ofTable(title), eachAlone(statements), null);
	}

	private String ofTable(String title) {
		return title + " of new table " + this.item.name();
	}

	private static List<List<String>> eachAlone(List<String> statements) {
		return statements.stream().map(List::of).toList();
	}

}
