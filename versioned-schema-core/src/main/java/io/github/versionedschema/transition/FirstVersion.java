package io.github.versionedschema.transition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.pending.VersionSchemaNames;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;

/**
 * Creates the first version of a database from the existing tables. Unattached sessions
 * use the same tables, so there is no older version to complete.
 */
final class FirstVersion {

	private final Lead lead;

	private final JournalState state;

	FirstVersion(Lead lead, JournalState state) {
		this.lead = lead;
		this.state = state;
	}

	/**
	 * Creates the version.
	 * @param version the version's name
	 * @param migrations the migrations to record as applied
	 */
	void make(String version, List<Migration> migrations) {
		this.lead.leadership().requireRightToCreateSchemas();
		this.lead.installJournal();
		String schema = new VersionSchemaNames(this.lead.leadership()).choose(version);
		Catalogue catalogue = this.lead.catalogue(this.state, Set.of());
		this.lead.record(() -> {
			Journal journal = this.lead.journal();
			this.lead.leadership().execute("create schema " + Identifier.quote(schema));
			grantees(catalogue).forEach((grantee) -> this.lead.leadership()
				.execute("grant usage on schema " + Identifier.quote(schema) + " to " + grantee));
			journal.versions().prepare(version, schema);
			journal.versions().publish(version);
			journal.history().record(planned(migrations));
			journal.runs().announce("live");
		});
		this.lead.tell(new VersionPublished(this.lead.leadership().baseSchema(), version, schema));
	}

	static List<PlannedMigration> planned(List<Migration> migrations) {
		return migrations.stream()
			.map((file) -> new PlannedMigration(file.name(), file.version(), file.checksum()))
			.toList();
	}

	/** Every role that may use the base schema may use its versions. */
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
