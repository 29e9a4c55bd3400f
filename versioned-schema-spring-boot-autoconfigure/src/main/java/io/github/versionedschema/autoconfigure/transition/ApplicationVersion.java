package io.github.versionedschema.autoconfigure.transition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

/**
 * Whether the version that the application was written for can be used. The first who
 * needs it starts the work that brings it into being; everybody waits for its end,
 * without a limit, so that Spring can interrupt them when the application is stopped.
 */
public final class ApplicationVersion {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationVersion.class);

	private final @Nullable String name;

	private final String baseSchema;

	private final VersionProvision provision;

	private final SchemaLeader leader;

	private final SchemaEventPublisher events;

	/** Set once. Yields the version's schema. */
	private final AtomicReference<@Nullable CompletableFuture<@Nullable String>> provided = new AtomicReference<>();

	private final AtomicReference<@Nullable Absence> fenced = new AtomicReference<>();

	private final AtomicReference<@Nullable Absence> closed = new AtomicReference<>();

	private volatile boolean usable;

	private volatile @Nullable Thread preparing;

	private volatile @Nullable Throwable failure;

	/**
	 * Creates it; nothing happens yet.
	 * @param name the version, or null when the application has no migrations
	 * @param baseSchema the base schema
	 * @param provision how the version comes into being
	 * @param leader on whose thread that happens
	 * @param events where it is told
	 */
	public ApplicationVersion(@Nullable String name, String baseSchema, VersionProvision provision, SchemaLeader leader,
			SchemaEventPublisher events) {
		this.name = name;
		this.baseSchema = baseSchema;
		this.provision = provision;
		this.leader = leader;
		this.events = events;
	}

	/**
	 * Waits until the version can be used; starts what brings it into being if nobody
	 * has.
	 * @return the version's schema, or null when the application has no migrations
	 * @throws StartStoppedException if the application is being stopped
	 */
	public @Nullable String awaitUsable() throws StartStoppedException {
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
	 * As {@link #awaitUsable()}, for an application that has migrations.
	 * @return the version's schema
	 * @throws StartStoppedException if the application is being stopped
	 */
	public String requireSchema() throws StartStoppedException {
		String versionSchema = awaitUsable();
		Assert.state(versionSchema != null, "There are no migrations");
		return versionSchema;
	}

	private CompletableFuture<@Nullable String> provide() {
		CompletableFuture<@Nullable String> mine = new CompletableFuture<>();
		CompletableFuture<@Nullable String> theirs = this.provided.compareAndExchange(null, mine);
		if (theirs == null) {
			start(mine);
			return mine;
		}
		Assert.state(this.preparing != Thread.currentThread(),
				"What has to run before the schema's migrations uses the DataSource that is pinned to their result");
		return theirs;
	}

	private void start(CompletableFuture<@Nullable String> result) {
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
		this.leader.submit(result, () -> {
			String versionSchema = this.provision.provide();
			this.usable = true;
			// Told before anybody goes on.
			this.events.publish(new SchemaEvent.VersionUsable(this.baseSchema, this.name));
			return versionSchema;
		});
	}

	/**
	 * Tells that the database no longer lets this application use its version.
	 * @param reason what the database said
	 */
	public void fence(String reason) {
		if (this.usable && this.fenced.compareAndSet(null, Absence.now(reason))) {
			logger
				.error("Version \"{}\" of schema \"{}\" was taken away from this instance, which refuses traffic while "
						+ "that is so: {}", this.name, this.baseSchema, reason);
			this.events.publish(new SchemaEvent.InstanceFenced(this.baseSchema, this.name, reason));
		}
	}

	/**
	 * Tells that the database lets nobody begin to use the version at this moment.
	 * @param reason what the database said
	 */
	public void close(String reason) {
		if (isUsable() && this.closed.compareAndSet(null, Absence.now(reason))) {
			logger.warn("Version \"{}\" of schema \"{}\" is closed at this moment; this instance refuses traffic until "
					+ "it is open again: {}", this.name, this.baseSchema, reason);
			this.events.publish(new SchemaEvent.VersionClosed(this.baseSchema, this.name, reason));
		}
	}

	/**
	 * Tells that the database lets the application use its version again.
	 */
	public void reopen() {
		Absence closure = this.closed.getAndSet(null);
		Absence fence = this.fenced.getAndSet(null);
		Absence absence = (fence != null) ? fence : closure;
		if (absence != null && isUsable()) {
			logger.info(
					"Version \"{}\" of schema \"{}\" is {} again. This instance had refused traffic since {}, because: {}",
					this.name, this.baseSchema, (fence != null) ? "live" : "open", absence.since(), absence.reason());
			this.events.publish(new SchemaEvent.VersionReopened(this.baseSchema, this.name));
		}
	}

	/**
	 * Returns whether the application can use its version at this moment.
	 */
	public boolean isUsable() {
		return this.usable && this.fenced.get() == null && this.closed.get() == null;
	}

	/**
	 * Returns why the version cannot be used for a while, or null.
	 */
	public @Nullable String closeReason() {
		return Absence.reason(this.closed.get());
	}

	/**
	 * Returns where the tables are.
	 */
	public String baseSchema() {
		return this.baseSchema;
	}

	/**
	 * Returns the version's name, or null when the application has no migrations.
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * Returns why the version was taken away from this instance, or null.
	 */
	public @Nullable String fenceReason() {
		return Absence.reason(this.fenced.get());
	}

	/**
	 * Returns why the version could not be brought into being, or null. Frameworks that
	 * use the DataSource swallow it.
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * A time in which the version cannot be used.
	 *
	 * @param reason what the database said
	 * @param since when it was noticed
	 */
	private record Absence(String reason, Instant since) {

		static Absence now(String reason) {
			return new Absence(reason, Instant.now().truncatedTo(ChronoUnit.SECONDS));
		}

		static @Nullable String reason(@Nullable Absence absence) {
			return (absence != null) ? absence.reason() : null;
		}

	}

}
