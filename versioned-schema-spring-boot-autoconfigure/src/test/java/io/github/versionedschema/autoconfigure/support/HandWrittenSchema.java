package io.github.versionedschema.autoconfigure.support;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.TransitionPreview;
import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a database, whose transitions are controlled by the test.
 */
public final class HandWrittenSchema implements VersionedSchema {

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

	/** Whether the version can be used without an expand. */
	public volatile boolean usable;

	/** Runs during expand, and returns when expand is to end. */
	public volatile Runnable expand = () -> {
	};

	/** Supplies the outcome of complete and abort. */
	public volatile Supplier<Outcome> transition = () -> Outcome.nothing("There is nothing to do.");

	/** Phase that the status reports. */
	public volatile MigrationPhase phase = MigrationPhase.STEADY;

	/** Sessions that are attached to the older version. */
	public volatile List<SessionStatus> sessions = List.of();

	/** Waits until the engine is closed. */
	public void awaitStop() {
		try {
			this.stopped.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("Stopped");
	}

	/** Returns the thread that ran the last expand. */
	public @Nullable Thread thread() {
		return this.thread.get();
	}

	@Override
	public String baseSchema() {
		return "public";
	}

	@Override
	public String applicationVersion() {
		return "02_new";
	}

	@Override
	public SchemaStatus status() {
		return new SchemaStatus("public", this.phase, "02_new", this.usable,
				List.of(new VersionStatus("01_old", "public_01_old", VersionState.LIVE, null, this.sessions,
						"public_01_old, public"),
						new VersionStatus("02_new", "public_02_new", VersionState.LIVE, null, List.of(),
								"public_02_new, public")),
				List.of(), null, null, 0, 0, null, null, null, false, null, null, "Complete it.", null, List.of());
	}

	@Override
	public @Nullable String usableSchema() {
		return this.usable ? "public_02_new" : null;
	}

	@Override
	public List<Finding> validate(boolean rows) {
		return List.of();
	}

	@Override
	public @Nullable Plan plan() {
		return null;
	}

	@Override
	public Outcome expand() {
		this.thread.set(Thread.currentThread());
		this.expand.run();
		this.usable = true;
		return Outcome.done("Version \"02_new\" is live.");
	}

	@Override
	public Outcome complete(@Nullable String version, boolean force) {
		return this.transition.get();
	}

	@Override
	public Outcome retire(@Nullable String version, boolean force) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Outcome revert() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Outcome contract(boolean force) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Outcome abort(boolean force) {
		return this.transition.get();
	}

	@Override
	public TransitionPreview preview() {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<Verification> verify() {
		return List.of();
	}

	@Override
	public Outcome fill() {
		return this.transition.get();
	}

	@Override
	public Outcome skip(String step) {
		return this.transition.get();
	}

	@Override
	public Outcome baseline(String migration) {
		return Outcome.nothing("Recorded already.");
	}

	@Override
	public BaselineFile baselineFile() {
		return new BaselineFile("operations: []\n", 0, List.of());
	}

	@Override
	public Outcome pause() {
		return Outcome.done("The backfill pauses.");
	}

	@Override
	public Outcome resume() {
		return Outcome.done("The backfill continues.");
	}

	@Override
	public void close() {
		this.stopped.countDown();
	}

}
