package io.github.versionedschema.transition;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.schema.Identifier;

/**
 * Manages the versions that are created while migrations are applied to an empty
 * database, one after the other. Sessions may attach only to the last version, and only
 * at the end. The steps before do not take sessions into account.
 */
final class Bootstrap {

	private final Lead lead;

	private final JournalState state;

	Bootstrap(Lead lead, JournalState state) {
		this.lead = lead;
		this.state = state;
	}

	/** Retires a version that a later migration replaces. */
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

	/** Lets sessions attach to the last version. */
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
