package io.github.versionedschema.applications.libraries;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Stores sessions with Spring Session, which each release finds. */
final class SessionClient implements Client {

	private final JdbcIndexedSessionRepository sessions;

	private final Map<String, Integer> stored = new ConcurrentHashMap<>();

	SessionClient(JdbcIndexedSessionRepository sessions) {
		this.sessions = sessions;
	}

	@Override
	public void turn(int number, List<Client> peers) {
		String id = store(this.sessions, number);
		this.stored.put(id, number);
		peers.forEach((peer) -> assertThat(find(peer, id)).isEqualTo(number));
		String other = store(this.sessions, number);
		this.sessions.deleteById(other);
	}

	private static <S extends Session> String store(SessionRepository<S> sessions, int number) {
		S session = sessions.createSession();
		session.setAttribute("number", number);
		sessions.save(session);
		return session.getId();
	}

	private static Integer find(Client peer, String id) {
		SessionRepository<?> sessions = ((SessionClient) peer).sessions;
		return sessions.findById(id).getAttribute("number");
	}

	@Override
	public void verify(List<Client> peers) {
		this.stored.forEach((id, number) -> peers.forEach((peer) -> assertThat(find(peer, id)).isEqualTo(number)));
	}

}
