package io.github.versionedschema.session;

import java.time.Duration;
import java.util.List;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.failure.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gate of one version, on the leader's connection.
 */
final class VersionGate {

	private final GatedVersion version;

	private final VersionLock lock;

	private final Presence presence;

	private final Terminator terminator;

	private final @Nullable UnversionedGate unversioned;

	/**
	 * Creates a gate.
	 * @param terminator terminates the sessions that use the version
	 * @param unversioned the gate of unattached sessions that use the version, or null if
	 * they use another one
	 */
	VersionGate(JdbcClient leader, GatedVersion version, Terminator terminator, @Nullable UnversionedGate unversioned) {
		this.version = version;
		this.unversioned = unversioned;
		this.lock = new VersionLock(leader, version.id());
		this.presence = new Presence(leader);
		this.terminator = terminator;
	}

	void tryClose() {
		// Done before the version is closed, as this may take a moment.
		requireNoUnversioned();
		if (!this.lock.tryLock()) {
			List<AttachedSession> attached = this.presence.attached(this.version.id());
			// The attached sessions may have ended by now, so the lock is tried again.
			if (!attached.isEmpty() || !this.lock.tryLock()) {
				throw inUse(attached);
			}
		}
		openUnless(this::requireNoOthers);
	}

	/** Requires what {@link #tryClose()} requires, and does not close the version. */
	void requireUnused() {
		requireNoUnversioned();
		if (!this.presence.holding(this.version.id()).isEmpty()) {
			throw inUse(this.presence.attached(this.version.id()));
		}
		requireNoOthers();
	}

	private void requireNoUnversioned() {
		List<AttachedSession> unversioned = (this.unversioned != null) ? this.unversioned.remaining() : List.of();
		if (!unversioned.isEmpty()) {
			throw InUse.oldest(this.version, this.presence.attached(this.version.id()), unversioned);
		}
	}

	private void requireNoOthers() {
		List<AttachedSession> others = others();
		if (!others.isEmpty()) {
			throw InUse.unattached(this.version, others);
		}
	}

	void forceClose(Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		// Attach only tries its lock, and cannot acquire it while another session waits.
		// While the leader waits, pools of terminated clients that reconnect cannot take
		// the version's lock again.
		do {
			this.terminator.terminate(this.presence.holding(this.version.id()));
		}
		while (!this.lock.lockWithin(VersionLock.ROUND) && !deadline.isOver());
		if (!this.lock.isHeld()) {
			throw inUse(this.presence.attached(this.version.id()));
		}
		openUnless(() -> {
			List<AttachedSession> others = this.terminator.terminateUntilGone(this::others, deadline);
			if (!others.isEmpty()) {
				throw InUse.unattached(this.version, others);
			}
			List<AttachedSession> unversioned = (this.unversioned != null) ? this.unversioned.terminate(deadline)
					: List.of();
			if (!unversioned.isEmpty()) {
				throw InUse.oldest(this.version, List.of(), unversioned);
			}
		});
	}

	void open() {
		this.lock.unlock();
	}

	private RefusedException inUse(List<AttachedSession> attached) {
		List<AttachedSession> strangers = this.presence.holdingUnattached(this.version.id(), this.version.schema());
		if (strangers.isEmpty() && attached.isEmpty()) {
			return InUse.prepared(this.version, this.presence.prepared(this.version.id()));
		}
		return strangers.isEmpty() ? InUse.attached(this.version, attached)
				: InUse.heldByHand(this.version, strangers, attached);
	}

	private List<AttachedSession> others() {
		return this.presence.usingViewsUnattached(this.version.id(), this.version.schema());
	}

	private void openUnless(Runnable condition) {
		try {
			condition.run();
		}
		catch (RuntimeException ex) {
			open();
			throw ex;
		}
	}

}
