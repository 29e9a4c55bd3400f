package io.github.versionedschema.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.Presence;
import io.github.versionedschema.session.UnversionedClients;

/**
 * Finds the application's sessions that are attached to no version, such as sessions of a
 * release without the starter. They count as users of the oldest live version.
 */
public final class UnversionedSessions {

	private final Presence presence;

	private final UnversionedClients clients;

	/**
	 * Creates an instance.
	 * @param attached the attached sessions, by the version's ID
	 * @param ownRole the role of the connection that queries
	 */
	public UnversionedSessions(VersionedSchemaSettings settings, JournalState state, Presence presence,
			Map<Integer, List<AttachedSession>> attached, String ownRole) {
		this.presence = presence;
		// Instances of another release use the same roles as attached sessions,
		// regardless of the settings.
		Set<String> roles = new HashSet<>();
		for (VersionRow version : state.versions()) {
			attached.getOrDefault(version.id(), List.of())
				.stream()
				.map(AttachedSession::user)
				.filter(Objects::nonNull)
				.forEach(roles::add);
		}
		// Such a role can also be that of a person who uses a version by hand.
		roles.remove(ownRole);
		roles.removeAll(presence.administrators(roles));
		roles.add((settings.applicationRole() != null) ? settings.applicationRole() : ownRole);
		this.clients = new UnversionedClients(roles, Leader.APPLICATION_NAME);
	}

	public static UnversionedSessions seenBy(Lead lead, JournalState state) {
		Presence presence = new Presence(lead.leadership().jdbc());
		return new UnversionedSessions(lead.engine().settings(), state, presence, presence.attached(),
				lead.leadership().role());
	}

	UnversionedClients clients() {
		return this.clients;
	}

	public List<AttachedSession> list() {
		return this.presence.unattached(this.clients);
	}

}
