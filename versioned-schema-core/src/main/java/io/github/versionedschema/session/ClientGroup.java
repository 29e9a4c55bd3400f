package io.github.versionedschema.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.ClientText;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one application on one host, such as those of an instance's pool.
 *
 * @param count number of sessions
 * @param user their role
 * @param application their {@code application_name}
 * @param address address of the client, or null for a local socket or if hidden
 * @param since when the first of them connected, or null if hidden
 * @param states number of sessions by state, if the server shows it
 * @param pids process IDs of their server processes
 */
public record ClientGroup(int count, @Nullable String user, @Nullable String application, @Nullable String address,
		@Nullable Instant since, Map<String, Long> states, List<Integer> pids) {

	/** A pool may have hundreds of sessions. */
	private static final int NAMED = 10;

	public ClientGroup {
		states = Collections.unmodifiableMap(new TreeMap<>(states));
		pids = List.copyOf(pids);
	}

	/**
	 * Groups sessions by application, host and role.
	 * @param sessions in the order in which their groups are returned
	 * @return the groups
	 */
	public static List<ClientGroup> of(List<AttachedSession> sessions) {
		Map<List<@Nullable String>, List<AttachedSession>> groups = new LinkedHashMap<>();
		for (AttachedSession session : sessions) {
			List<@Nullable String> key = new ArrayList<>();
			key.add(session.user());
			key.add(session.application());
			key.add(session.address());
			groups.computeIfAbsent(key, (none) -> new ArrayList<>()).add(session);
		}
		return groups.values().stream().map(ClientGroup::group).toList();
	}

	private static ClientGroup group(List<AttachedSession> sessions) {
		AttachedSession first = sessions.get(0);
		Instant since = sessions.stream()
			.map(AttachedSession::since)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
		Map<String, Long> states = sessions.stream()
			.map(AttachedSession::state)
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		return new ClientGroup(sessions.size(), first.user(), first.application(), first.address(), since, states,
				sessions.stream().map(AttachedSession::pid).toList());
	}

	/**
	 * Describes sessions, group by group.
	 * @return for example
	 * {@code 3 sessions (role app, application shop, address 10.0.0.7, ...; pids 1, 2, 3)}
	 */
	public static String describe(List<AttachedSession> sessions) {
		List<ClientGroup> groups = of(sessions);
		String named = groups.stream().limit(NAMED).map(ClientGroup::toString).collect(Collectors.joining("; "));
		int more = groups.stream().skip(NAMED).mapToInt(ClientGroup::count).sum();
		return (more > 0) ? named + "; and " + more + " more" : named;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		text.append((this.count == 1) ? "1 session" : this.count + " sessions")
			.append(" (")
			.append(ClientText.of(this.user, this.application, this.address, this.since));
		this.states.forEach(
				(state, number) -> text.append(", ").append((number == this.count) ? state : number + " " + state));
		text.append((this.count == 1) ? "; pid " : "; pids ")
			.append(this.pids.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", ")));
		return text.append((this.count > NAMED) ? ", ...)" : ")").toString();
	}

}
