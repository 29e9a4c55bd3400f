package io.github.versionedschema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Identifier;

/**
 * Planner for tests: each migration adds a column with its name to the table {@code t},
 * and drops a leftover column when it is completed. The first migration creates the table
 * if it does not exist.
 */
final class HandPlanner implements Function<PlanRequest, Plan> {

	final List<Step> further = new ArrayList<>();

	final List<Boolean> direct = new ArrayList<>();

	@Override
	public Plan apply(PlanRequest request) {
		Catalogue catalogue = request.catalogue();
		List<Migration> chain = request.chain();
		String toSchema = request.toSchema();
		this.direct.add(request.direct());
		Migration last = chain.get(chain.size() - 1);
		List<Step> steps = new ArrayList<>();
		if (!catalogue.hasRelation("t")) {
			steps.add(step("create", Phase.EXPAND, sql("create table t (id int primary key)"),
					sql("drop table if exists t")));
		}
		for (Migration migration : chain) {
			String column = Identifier.quote(Identifier.truncatedWithHash(migration.name()));
			steps.add(step("add." + migration.name(), Phase.EXPAND, sql("alter table t add column " + column + " text"),
					sql("alter table if exists t drop column if exists " + column)));
		}
		steps.addAll(this.further);
		String schema = Identifier.quote(toSchema);
		List<String> published = new ArrayList<>(
				List.of("create schema " + schema, "grant usage, create on schema " + schema + " to public"));
		List<String> undone = new ArrayList<>();
		undone.add("drop schema if exists " + schema);
		steps.add(step("publish", Phase.PUBLISH, new Action.Publish(published), new Action.Transaction(undone)));
		steps.add(step("contract", Phase.CONTRACT, sql("comment on table t is 'contracted to " + last.name() + "'")));
		return new Plan(catalogue.schema(), request.fromVersion(), request.fromSchema(), last.version(), toSchema,
				request.direct(),
				chain.stream()
					.map((file) -> new PlannedMigration(file.name(), file.version(), file.checksum()))
					.toList(),
				List.of(), steps, List.of(), List.of());
	}

	static Step step(String id, Phase phase, Action action, Action... inverse) {
		return new Step(id, phase, "step " + id, "t", action, null, false, false, List.of(inverse), List.of());
	}

	static Action.Transaction sql(String... statements) {
		return new Action.Transaction(List.of(statements));
	}

	static Migration migration(String name) {
		return migration(name, "checksum of " + name);
	}

	static Migration migration(String name, String checksum) {
		return new Migration(name, name, null, List.of(), name + ".yaml", checksum);
	}

}
