package io.github.versionedschema.session;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientGroupTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	@Test
	void sessionsAreCountedByApplicationHostAndRole() {
		List<AttachedSession> sessions = List.of(session(1, "app", "shop", "10.0.0.1", "idle"),
				session(2, "app", "shop", "10.0.0.2", "active"), session(3, "app", "shop", "10.0.0.1", "active"),
				session(4, "report", "shop", "10.0.0.1", "idle"));
		assertThat(ClientGroup.describe(sessions))
			.isEqualTo("2 sessions (role app, application shop, address 10.0.0.1, "
					+ "connected since 2026-01-01T12:00:01Z, 1 active, 1 idle; pids 1, 3); "
					+ "1 session (role app, application shop, address 10.0.0.2, connected since 2026-01-01T12:00:02Z, active; pid 2); "
					+ "1 session (role report, application shop, address 10.0.0.1, connected since 2026-01-01T12:00:04Z, idle; pid 4)");
	}

	@Test
	void whatTheServerHidesIsLeftOut() {
		assertThat(ClientGroup.describe(List.of(new AttachedSession(1, "app", null, null, null, null, null))))
			.isEqualTo("1 session (role app; pid 1)");
	}

	@Test
	void tenGroupsAreNamedAndTheOthersCounted() {
		List<AttachedSession> sessions = IntStream.range(0, 24)
			.mapToObj((pid) -> session(pid, "app", "shop", "10.0.0." + pid / 2, "idle"))
			.toList();
		assertThat(ClientGroup.describe(sessions)).endsWith("; and 4 more");
	}

	private static AttachedSession session(int pid, String role, String application, String address, String state) {
		return new AttachedSession(pid, role, application, address, NOON.plusSeconds(pid), state, null);
	}

}
