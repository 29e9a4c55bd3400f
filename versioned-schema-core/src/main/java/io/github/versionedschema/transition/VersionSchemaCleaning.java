package io.github.versionedschema.transition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.session.ForeignObjects;
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
		List<PlannedViews> planned = state.runs().stream().map((run) -> new PlannedViews(run.plan())).toList();
		for (VersionRow version : state.versions()) {
			if (version.state() != VersionRow.State.RETIRED || state.isKept(version)) {
				String schema = version.schemaName();
				Set<String> views = planned.stream()
					.flatMap((plan) -> plan.in(schema).stream())
					.collect(Collectors.toSet());
				this.lead.leadership()
					.guard(() -> new ForeignObjects(this.lead.leadership(), this.lead.engine().settings().lockTimeout())
						.moveToBase(schema, views));
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
