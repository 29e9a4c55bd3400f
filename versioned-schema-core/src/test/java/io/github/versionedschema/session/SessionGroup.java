package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.pin.Attachment;
import io.github.versionedschema.session.pin.PinnedVersion;

/**
 * Several sessions that are closed together.
 */
final class SessionGroup implements AutoCloseable {

	private final int size;

	private final Opening opening;

	private final List<Connection> sessions = new ArrayList<>();

	private final ExecutorService clients = Executors.newCachedThreadPool();

	SessionGroup(int size, Opening opening) throws SQLException {
		this.size = size;
		this.opening = opening;
	}

	void forEach(SessionTask task) throws SQLException {
		for (int i = 0; i < this.size; i++) {
			Connection session = this.opening.open();
			this.sessions.add(session);
			task.accept(session);
		}
	}

	/**
	 * Starts clients, each of which attaches again after it is disconnected or refused.
	 */
	void keepAttaching(GatedVersion version) {
		PinnedVersion pinned = new PinnedVersion("public", version.name(), List.of());
		for (int i = 0; i < this.size; i++) {
			this.clients.submit(() -> {
				while (!this.clients.isShutdown()) {
					attachUntilDisconnected(pinned);
				}
			});
		}
	}

	private void attachUntilDisconnected(PinnedVersion version) {
		try (Connection session = this.opening.open()) {
			Attachment.attach(session, version);
			while (!this.clients.isShutdown()) {
				session.createStatement().execute("select pg_sleep(0.01)");
			}
		}
		catch (SQLException ex) {
			// Disconnected or refused, as the test expects.
		}
	}

	@Override
	public void close() throws SQLException {
		this.clients.shutdown();
		for (Connection session : this.sessions) {
			session.close();
		}
	}

	interface Opening {

		Connection open() throws SQLException;

	}

	interface SessionTask {

		void accept(Connection session) throws SQLException;

	}

}
