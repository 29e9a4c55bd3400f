package io.github.versionedschema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.execute.Journal;
import io.github.versionedschema.execute.JournalState;
import io.github.versionedschema.execute.RefusedException.Reason;
import io.github.versionedschema.execute.RefusedException;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;

/**
 * Records migrations as already in the database: the version that they lead to is live,
 * on the tables as they are.
 */
final class Baseline {

	private final Lead lead;

	Baseline(Lead lead) {
		this.lead = lead;
	}

	Outcome record(List<Migration> migrations) {
		JournalState state = this.lead.state();
		if (new History(migrations, state).pending().isEmpty()) {
			return Outcome.nothing("The history has these migrations already.");
		}
		if (state.run() != null) {
			throw WrongPhase.of(state.run(), "followed by a baseline");
		}
		if (!state.migrations().isEmpty()) {
			throw new RefusedException(Reason.WRONG_PHASE,
					"The history has migrations already (%s). Nothing was changed. A baseline is only for a database that none was applied to."
						.formatted(
								state.migrations().stream().map((row) -> row.name()).collect(Collectors.joining(", "))),
					List.of());
		}
		this.lead.leadership().requireRightToCreateSchemas();
		this.lead.installJournal();
		String version = migrations.get(migrations.size() - 1).version();
		String schema = new VersionSchemaNames(this.lead.leadership()).choose(version);
		Catalogue catalogue = this.lead.catalogue(state, Set.of());
		this.lead.record(() -> {
			Journal journal = this.lead.journal();
			this.lead.leadership().execute("create schema " + Identifier.quote(schema));
			grantees(catalogue).forEach((grantee) -> this.lead.leadership()
				.execute("grant usage on schema " + Identifier.quote(schema) + " to " + grantee));
			journal.versions().prepare(version, schema);
			journal.versions().publish(version);
			journal.history()
				.record(migrations.stream()
					.map((file) -> new PlannedMigration(file.name(), file.version(), file.checksum()))
					.toList());
			journal.runs().announce("live");
		});
		return Outcome
			.done("Recorded %d migrations as applied; version \"%s\" is live.".formatted(migrations.size(), version));
	}

	/** Whoever may use the base schema may use a version of it. */
	private static Set<String> grantees(Catalogue catalogue) {
		Set<String> grantees = new LinkedHashSet<>();
		if (catalogue.schemaOwner() != null) {
			grantees.add(Identifier.quote(catalogue.schemaOwner()));
		}
		catalogue.schemaGrants()
			.stream()
			.filter((grant) -> grant.privilege().equals("USAGE"))
			.map(Grant::granteeSql)
			.forEach(grantees::add);
		return grantees;
	}

}
