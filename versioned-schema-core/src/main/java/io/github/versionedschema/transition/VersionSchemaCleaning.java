package io.github.versionedschema.transition;

import java.util.Optional;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.plan.write.VersionViews;
import io.github.versionedschema.session.ForeignObjects;
import io.github.versionedschema.session.RecognizedViews;
import io.github.versionedschema.session.Tombstones;

/**
 * Removes objects from version schemas that do not belong there.
 */
final class VersionSchemaCleaning {

	private final Lead lead;

	VersionSchemaCleaning(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Moves objects that clients created in the schemas of live and kept versions to the
	 * base schema.
	 */
	void moveForeignObjects(JournalState state) {
		Leadership leadership = this.lead.leadership();
		Optional<VersionViews> known = LiveChain.of(this.lead, state).views();
		RecognizedViews recognized = new RecognizedViews(leadership.jdbc(), leadership.baseSchema());
		ForeignObjects objects = new ForeignObjects(leadership, this.lead.engine().settings().lockTimeout());
		for (VersionRow version : state.versions()) {
			if (version.state() != VersionRow.State.RETIRED || state.isKept(version)) {
				String schema = version.schemaName();
				leadership.guard(() -> objects.moveToBase(schema,
						known.map((views) -> views.in(schema)).orElseGet(() -> recognized.in(schema))));
			}
		}
	}

	/** Drops the schemas of versions whose retention time after retirement has passed. */
	void removeOldTombstones() {
		VersionedSchemaSettings settings = this.lead.engine().settings();
		this.lead.leadership()
			.guard(() -> new Tombstones(this.lead.leadership(), settings.lockTimeout())
				.removeOlderThan(settings.tombstoneRetention()));
	}

}
