package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.NotNullNames;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.strategy.TableStrategy;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.IndexNames;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableNames;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps for the version schema and for the names in it: new and renamed
 * tables, user SQL, and publication of the version.
 */
final class SchemaSteps {

	private final Scope scope;

	private final SchemaDraft draft;

	private final VersionSchemas schemas;

	private final NewTableSteps newTables;

	SchemaSteps(DraftedChain chain, VersionSchemas schemas) {
		this.scope = chain.scope();
		this.draft = chain.draft();
		this.schemas = schemas;
		this.newTables = new NewTableSteps(this.scope, schemas);
	}

	void writeNewTable(Steps steps, ScriptItem.NewTable item, int number) {
		this.newTables.write(steps, item, number);
	}

	void writeUserSql(Steps steps, ScriptItem.UserSql sql, int number) {
		Steps.Draft step = steps
			.add("sql.%02d".formatted(number), sql.onComplete() ? Phase.FINISH : Phase.EXPAND,
					"run the SQL of the migration")
			.locking("whatever it takes")
			.from(List.of(sql.source().toString()));
		if (sql.down() != null) {
			step.undoneBy(new Action.UserSql(sql.down()));
		}
		step.runs(new Action.UserSql(sql.up()));
	}

	/**
	 * The newer version's schema is created last, with all its objects in one
	 * transaction. From then on, triggers work for both versions.
	 * @param tables what the transaction does for each table
	 */
	void writePublish(Steps steps, List<TableStrategy.Publishing> tables) {
		String schema = Identifier.quote(this.scope.newSchema());
		List<String> statements = new ArrayList<>();
		List<String> inverse = new ArrayList<>();
		boolean exists = !this.draft.types().replaced().isEmpty();
		if (!exists) {
			statements.add("CREATE SCHEMA " + schema);
		}
		statements.addAll(grants(schema));
		tables.forEach((table) -> {
			statements.addAll(table.statements());
			inverse.addAll(table.inverse());
		});
		this.schemas.views().forEach((name, view) -> {
			statements.addAll(view);
			inverse.add(ViewSql.drop(this.scope.newSchema(), name));
		});
		for (String hidden : this.schemas.hidden()) {
			statements.addAll(ViewSql.tombstone(this.scope.newSchema(), hidden));
			inverse.add(ViewSql.dropTombstone(this.scope.newSchema(), hidden));
		}
		if (!exists) {
			inverse.add("DROP SCHEMA IF EXISTS " + schema);
		}
		steps.add("publish", Phase.PUBLISH, "create schema " + this.scope.newSchema() + " and let sessions attach")
			.undoneBy(Steps.transaction(inverse))
			.runs(new Action.Publish(statements, tables.stream().flatMap((table) -> table.trials().stream()).toList()));
	}

	/** Roles that may use the tables' schema may also use the version's. */
	private List<String> grants(String schema) {
		List<String> grants = new ArrayList<>();
		String owner = this.draft.catalogue().schemaOwner();
		if (owner != null) {
			grants.add("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, Identifier.quote(owner)));
		}
		for (Grant grant : this.draft.catalogue().schemaGrants()) {
			if (grant.privilege().equals("USAGE")) {
				grants.add("GRANT USAGE ON SCHEMA %s TO %s%s".formatted(schema, grant.granteeSql(),
						grant.grantable() ? " WITH GRANT OPTION" : ""));
			}
		}
		return grants;
	}

	/**
	 * Renames tables to names that another table had until then, and drops views that
	 * only provided a name.
	 */
	void writeNames(Steps steps) {
		for (SharedTable table : this.draft.touchedTables()) {
			if (!table.isDropped() && TableNames.isTaken(this.draft, table)) {
				steps.add("contract." + table.source().name() + ".name", Phase.CONTRACT, "name table " + table.name())
					.on(table.requiredName())
					.locking("ACCESS EXCLUSIVE on " + table.name())
					.from(table.origin())
					.runs(Steps.transaction("ALTER TABLE %s RENAME TO %s".formatted(
							this.scope.table(TableNames.afterContract(this.draft, table)),
							Identifier.quote(table.requiredName()))));
			}
		}
		for (CreatedTable table : this.draft.createdTables()) {
			if (!table.physicalName().equals(table.name())) {
				steps.add("contract." + table.physicalName(), Phase.CONTRACT, "name table " + table.name())
					.on(table.requiredName())
					.locking("ACCESS EXCLUSIVE on " + table.physicalName())
					.runs(Steps.transaction(naming(table)));
				List<String> newer = this.schemas.same(table.physicalName());
				if (!newer.isEmpty()) {
					steps
						.add("finish." + table.physicalName() + ".view", Phase.FINISH,
								"let newer versions use the table itself")
						.on(table.requiredName())
						.runs(Steps.transaction(
								newer.stream().map((schema) -> ViewSql.drop(schema, table.requiredName())).toList()));
				}
			}
		}
		for (LateName name : this.draft.lateNames()) {
			steps.add("finish.name." + name.to(), Phase.FINISH, "name " + name.to())
				.on(name.to())
				.locking("SHARE UPDATE EXCLUSIVE on " + name.from())
				.runs(Steps.transaction(renames(name)));
		}
		removeTombstones(steps);
		writeOldestViews(steps);
	}

	private List<String> naming(CreatedTable table) {
		List<String> statements = new ArrayList<>();
		statements.add("ALTER TABLE %s RENAME TO %s".formatted(this.scope.table(table.physicalName()),
				Identifier.quote(table.requiredName())));
		statements.add(NotNullNames.follow(this.scope.table(table.requiredName()), table.physicalName(),
				table.requiredName()));
		statements.addAll(this.schemas.functions(table.physicalName()));
		return statements;
	}

	/** Before tables get other names, which newer versions do not know. */
	void writeTombstones(Steps steps) {
		List<String> statements = new ArrayList<>();
		this.schemas.hiddenAfterwards()
			.forEach((schema, hidden) -> hidden.forEach((name) -> statements.addAll(ViewSql.tombstone(schema, name))));
		if (!statements.isEmpty()) {
			steps.add("contract.tombstones", Phase.CONTRACT, "hide new names of tables from newer versions")
				.runs(Steps.transaction(statements));
		}
	}

	private void removeTombstones(Steps steps) {
		List<String> statements = new ArrayList<>();
		this.schemas.hiddenOnlyHere()
			.forEach((schema, hidden) -> hidden.forEach((name) -> statements.add(ViewSql.dropTombstone(schema, name))));
		if (!statements.isEmpty()) {
			steps.add("finish.tombstones", Phase.FINISH, "remove tombstones of newer versions")
				.runs(Steps.transaction(statements));
		}
	}

	/** The retired version also has views of tables that only newer versions change. */
	private void writeOldestViews(Steps steps) {
		String schema = this.scope.oldSchema();
		Set<String> views = this.schemas.viewsOfOldest();
		if (schema != null && !views.isEmpty()) {
			steps.add("finish.views", Phase.FINISH, "remove the other views of the retired version")
				.runs(Steps.transaction(views.stream()
					.flatMap((name) -> Stream.concat(Stream.of(ViewSql.drop(schema, name)),
							ViewSql.tombstone(schema, name).stream()))
					.toList()));
		}
	}

	private List<String> renames(LateName name) {
		List<String> statements = new ArrayList<>();
		statements.add("ALTER %s IF EXISTS %s RENAME TO %s".formatted(name.kind(), this.scope.table(name.from()),
				Identifier.quote(name.to())));
		this.draft.touchedTables()
			.stream()
			.filter((table) -> table.newIndexes().stream().anyMatch((index) -> index.waitingName().equals(name.from())))
			.forEach((table) -> statements.addAll(IndexNames.inPartitions(table.source(), name.from(), name.to())));
		return statements;
	}

}
