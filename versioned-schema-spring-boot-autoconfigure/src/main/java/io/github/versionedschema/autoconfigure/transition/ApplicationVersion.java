package io.github.versionedschema.autoconfigure.transition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.versionedschema.event.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * Tracks whether the application's version can be used. The first thread that needs the
 * version starts the expand. All threads wait for its end without a limit; Spring can
 * interrupt them when the application is stopped.
 */
public final class ApplicationVersion {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationVersion.class);

	private final String name;

	private final String baseSchema;

	private final VersionProvision provision;

	private final SchemaLeader leader;

	private final SchemaEventPublisher events;

	/** Set once. Completed with the version schema. */
	private final AtomicReference<@Nullable CompletableFuture<String>> provided = new AtomicReference<>();

	private final AtomicReference<@Nullable Absence> fenced = new AtomicReference<>();

	private final AtomicReference<@Nullable Absence> closed = new AtomicReference<>();

	private volatile boolean usable;

	private volatile @Nullable Thread preparing;

	private volatile @Nullable Throwable failure;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param name the version
	 * @param baseSchema the base schema
	 * @param provision expands or waits for the version
	 * @param leader whose thread runs the provision
	 * @param events publishes changes
	 */
	public ApplicationVersion(String name, String baseSchema, VersionProvision provision, SchemaLeader leader,
			SchemaEventPublisher events) {
		this.name = name;
		this.baseSchema = baseSchema;
		this.provision = provision;
		this.leader = leader;
		this.events = events;
	}

	/**
	 * Waits until the version can be used, and starts the expand if no other thread has.
	 * @return the version's schema
	 * @throws StartStoppedException if the application is being stopped
	 */
	public String awaitUsable() throws StartStoppedException {
		try {
			return provide().get();
		}
		catch (CancellationException | InterruptedException ex) {
			throw new StartStoppedException();
		}
		catch (ExecutionException ex) {
			if (this.leader.isStopped()) {
				throw new StartStoppedException();
			}
			if (ex.getCause() instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Waits until the version can be used and its listeners know, for example because
	 * they warm caches.
	 * @throws StartStoppedException if the application is being stopped
	 */
	void awaitAnnounced() throws StartStoppedException {
		awaitUsable();
		try {
			this.events.awaitListeners();
		}
		catch (InterruptedException ex) {
			throw new StartStoppedException();
		}
	}

	private CompletableFuture<String> provide() {
		CompletableFuture<String> mine = new CompletableFuture<>();
		CompletableFuture<String> theirs = this.provided.compareAndExchange(null, mine);
		if (theirs == null) {
			start(mine);
			return mine;
		}
		Assert.state(this.preparing != Thread.currentThread(),
				"Flyway, Liquibase or a script initializer needs a connection of a pinned DataSource, which is not available before they have run. Give it a DataSource of its own, or list the DataSources to pin in versioned-schema.pin.");
		return theirs;
	}

	private void start(CompletableFuture<String> result) {
		result.whenComplete((versionSchema, ex) -> this.failure = ex);
		try {
			this.preparing = Thread.currentThread();
			this.leader.prepare();
		}
		catch (RuntimeException | Error ex) {
			result.completeExceptionally(ex);
			return;
		}
		finally {
			this.preparing = null;
		}
		this.leader.submitProvision(result, () -> {
			String versionSchema = this.provision.provide();
			this.usable = true;
			this.events.publishLater(new SchemaEvent.VersionUsable(this.baseSchema, this.name));
			return versionSchema;
		});
	}

	/**
	 * Records that the database no longer lets this application use its version.
	 * @param reason error message of the database
	 */
	public void fence(String reason) {
		Absence found = this.fenced.get();
		if (found != null && found.byCheck()) {
			// From now on the DataSource notices when the version is live again.
			this.fenced.compareAndSet(found, found.noticed());
		}
		fence(Absence.now(reason));
	}

	private void fence(Absence absence) {
		if (this.usable && this.fenced.compareAndSet(null, absence)) {
			String reason = absence.reason();
			fields().on(logger.atError())
				.log("Version \"{}\" of schema \"{}\" was taken away from this instance, which refuses traffic until "
						+ "it is live again: {}", this.name, this.baseSchema, reason);
			this.events.publish(new SchemaEvent.InstanceFenced(this.baseSchema, this.name, reason));
		}
	}

	/** Returns whether a check could change whether this instance can use its version. */
	boolean isToBeChecked() {
		Absence fence = this.fenced.get();
		return (fence != null) ? fence.byCheck() : isUsable();
	}

	/**
	 * Records whether a check found the version live. An instance without connections
	 * notices nothing else.
	 */
	void checked(boolean live) {
		if (!isToBeChecked()) {
			return;
		}
		if (!live) {
			fence(Absence.checked("version \"%s\" of schema \"%s\" is no longer live; it was retired or undone"
				.formatted(this.name, this.baseSchema)));
		}
		else if (this.fenced.get() != null) {
			reopen();
		}
	}

	/**
	 * Records that the database currently lets no session begin to use the version.
	 * @param reason error message of the database
	 */
	public void close(String reason) {
		if (isUsable() && this.closed.compareAndSet(null, Absence.now(reason))) {
			fields().on(logger.atWarn())
				.log("Version \"{}\" of schema \"{}\" is closed at this moment; this instance refuses traffic until "
						+ "it is open again: {}", this.name, this.baseSchema, reason);
			this.events.publish(new SchemaEvent.VersionClosed(this.baseSchema, this.name, reason));
		}
	}

	/**
	 * Records that the database lets the application use its version again.
	 */
	public void reopen() {
		Absence closure = this.closed.getAndSet(null);
		Absence fence = this.fenced.getAndSet(null);
		Absence absence = (fence != null) ? fence : closure;
		if (absence != null && isUsable()) {
			fields().on(logger.atInfo())
				.log("Version \"{}\" of schema \"{}\" is {} again. This instance had refused traffic since {}, because: {}",
						this.name, this.baseSchema, (fence != null) ? "live" : "open", absence.since(),
						absence.reason());
			this.events.publish(new SchemaEvent.VersionReopened(this.baseSchema, this.name));
		}
	}

	private LogFields fields() {
		return LogFields.of(this.baseSchema).version(this.name);
	}

	/**
	 * Returns whether the application can currently use its version.
	 */
	public boolean isUsable() {
		return this.usable && !isTakenAway();
	}

	/** Returns whether the version is closed or was taken away from this instance. */
	boolean isTakenAway() {
		return this.fenced.get() != null || this.closed.get() != null;
	}

	/**
	 * Returns why the version is temporarily closed, or null.
	 */
	public @Nullable String closeReason() {
		return Absence.reason(this.closed.get());
	}

	/**
	 * Returns the base schema.
	 */
	public String baseSchema() {
		return this.baseSchema;
	}

	/**
	 * Returns the version's name.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns why the version was taken away from this instance, or null.
	 */
	public @Nullable String fenceReason() {
		return Absence.reason(this.fenced.get());
	}

	/**
	 * Returns why the version could not be provided, or null. Frameworks that use the
	 * DataSource may swallow this failure.
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Period in which the version cannot be used.
	 *
	 * @param reason error message of the database
	 * @param since when this was detected
	 * @param byCheck whether only a check noticed it, and no DataSource
	 */
	private record Absence(String reason, Instant since, boolean byCheck) {

		static Absence now(String reason) {
			return new Absence(reason, Instant.now().truncatedTo(ChronoUnit.SECONDS), false);
		}

		static Absence checked(String reason) {
			return new Absence(reason, Instant.now().truncatedTo(ChronoUnit.SECONDS), true);
		}

		Absence noticed() {
			return new Absence(this.reason, this.since, false);
		}

		static @Nullable String reason(@Nullable Absence absence) {
			return (absence != null) ? absence.reason() : null;
		}

	}

}
