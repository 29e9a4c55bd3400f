package io.github.versionedschema.session.pin;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.github.versionedschema.failure.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * The name of the version's schema, which a callback determines before the first
 * connection. Callers wait for the one that runs the callback.
 */
final class VersionSchemaName {

	private final String version;

	private final BeforeFirstUse beforeFirstUse;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable String name;

	VersionSchemaName(String version, BeforeFirstUse beforeFirstUse) {
		this.version = version;
		this.beforeFirstUse = beforeFirstUse;
	}

	/** Returns the name if the callback has completed. */
	Optional<String> known() {
		return Optional.ofNullable(this.name);
	}

	/**
	 * Returns the name.
	 * @throws SQLException if the callback fails, or the thread is interrupted
	 */
	String await() throws SQLException {
		String name = this.name;
		return (name != null) ? name : ask();
	}

	/** Lets the next caller run the callback again, as its result was wrong. */
	void forget() {
		this.name = null;
	}

	private String ask() throws SQLException {
		try {
			this.lock.lockInterruptibly();
			try {
				String name = this.name;
				if (name == null) {
					name = this.beforeFirstUse.versionSchema();
					this.name = name;
				}
				return name;
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted while waiting for version \"" + this.version + "\"", ex);
		}
		catch (RuntimeException ex) {
			throw new SQLException("Version \"" + this.version + "\" could not be brought into use: "
					+ Secrets.hide(String.valueOf(ex.getMessage())), Secrets.hideIn(ex));
		}
	}

}
