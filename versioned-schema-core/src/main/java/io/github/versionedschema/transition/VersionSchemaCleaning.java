package io.github.versionedschema.transition;

import java.util.Optional;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.session.ForeignObjects;
import io.github.versionedschema.session.Tombstones;
import org.jspecify.annotations.Nullable;

/**
 * Removes objects from version schemas that do not belong there.
 */
final class VersionSchemaCleaning {

	private final Lead lead;

	VersionSchemaCleaning(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Moves objects that clients created in the schemas of both versions to the base
	 * schema.
	 */
	void moveForeignObjects(JournalState state, Plan plan) {
		move(state, plan.from(), plan);
		move(state, plan.to(), plan);
	}

	private void move(JournalState state, @Nullable String version, Plan plan) {
		Optional<String> schema = state.version(version).map(VersionRow::schemaName);
		schema.ifPresent((name) -> this.lead.leadership()
			.guard(() -> new ForeignObjects(this.lead.leadership(), this.lead.engine().settings().lockTimeout())
				.moveToBase(name, new PlannedViews(plan).in(name))));
	}

	/** Drops the schemas of versions whose retention time after retirement has passed. */
	void removeOldTombstones() {
		VersionedSchemaSettings settings = this.lead.engine().settings();
		this.lead.leadership()
			.guard(() -> new Tombstones(this.lead.leadership(), settings.lockTimeout())
				.removeOlderThan(settings.tombstoneRetention()));
	}

}
