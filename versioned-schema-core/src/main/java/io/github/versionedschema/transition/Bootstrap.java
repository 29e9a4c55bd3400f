package io.github.versionedschema.transition;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.schema.Identifier;

/**
 * The versions that come into being while an empty database is filled, one migration
 * after the other. Nobody may attach to any of them but the last, and to that only at the
 * very end: what changes in between, changes without regard to sessions.
 */
final class Bootstrap {

	private final Lead lead;

	private final JournalState state;

	Bootstrap(Lead lead, JournalState state) {
		this.lead = lead;
		this.state = state;
	}

	/** Retires what another migration follows upon. */
	void leaveIntermediateVersions() {
		for (VersionRow version : this.state.versions()) {
			if (version.state() == VersionRow.State.PREPARING) {
				this.lead.record(() -> {
					this.lead.leadership().execute("drop schema if exists " + Identifier.quote(version.schemaName()));
					this.lead.journal().versions().retire(version.name());
				});
			}
		}
	}

	/** Lets sessions attach to the version that everything led to. */
	void end(String name) {
		VersionRow version = this.state.version(name)
			.orElseThrow(() -> new IllegalStateException("The journal does not know version \"" + name + '"'));
		this.lead.record(() -> {
			this.lead.journal().versions().publish(name);
			this.lead.journal().runs().announce("live");
		});
		this.lead.tell(new VersionPublished(this.lead.leadership().baseSchema(), name, version.schemaName()));
	}

}
