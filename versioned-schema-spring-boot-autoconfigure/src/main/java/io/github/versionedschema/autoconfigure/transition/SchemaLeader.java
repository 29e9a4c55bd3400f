package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.TransitionFailed;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.TransitionSucceeded;
import io.github.versionedschema.event.TransitionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StopWatch;

/**
 * Runs transitions, one at a time, on a separate thread. Callers wait on a future and can
 * be interrupted. Shutdown of the application stops a transition within seconds; the next
 * leader resumes it.
 */
public final class SchemaLeader {

	private static final Logger logger = LoggerFactory.getLogger(SchemaLeader.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

	private final VersionedSchema schema;

	private final SchemaEventPublisher events;

	private final TransitionLog log;

	private final Runnable preparation;

	private final Supplier<TransitionObserver> observers;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (work) -> {
				Thread thread = new Thread(work, "versioned-schema-leader");
				thread.setDaemon(true);
				return thread;
			});

	/** Occupies this instance until it has its version. */
	private final Occupation provision = Occupation.by(Transition.EXPAND);

	/** What occupies this instance, or null. */
	private final AtomicReference<@Nullable Occupation> occupation = new AtomicReference<>(this.provision);

	/** Futures with possible waiters, including futures of work that will never run. */
	private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

	private volatile TransitionObserver observer = TransitionObserver.NONE;

	/**
	 * Creates an idle leader.
	 * @param schema the engine
	 * @param events publishes the results of transitions
	 * @param log logs the progress of transitions
	 * @param preparation runs before a transition, on the requesting thread, which may
	 * create beans. The leader's thread may not, as threads that create beans wait for it
	 * @param observers provides the observer of transitions, after the preparation
	 */
	public SchemaLeader(VersionedSchema schema, SchemaEventPublisher events, TransitionLog log, Runnable preparation,
			Supplier<TransitionObserver> observers) {
		this.schema = schema;
		this.events = events;
		this.log = log;
		this.preparation = preparation;
		this.observers = observers;
		this.executor.allowCoreThreadTimeOut(true);
		events.addListener(this::onEvent);
	}

	/**
	 * Starts a transition, unless one is running on this instance. Until the instance has
	 * its version, every transition is refused: it would be followed by the expand, or
	 * wait for it and change another version than the caller intended.
	 * @param request the request
	 * @return the transition, or null when the instance is occupied
	 */
	public @Nullable BegunTransition begin(TransitionRequest request) {
		if (isOccupied()) {
			return null;
		}
		prepare();
		Occupation mine = Occupation.by(request.transition());
		if (!this.occupation.compareAndSet(null, mine)) {
			return null;
		}
		CompletableFuture<Outcome> outcome = new CompletableFuture<>();
		TransitionObserver.Observed observed = this.observer.prepare(request.transition());
		submit(outcome, () -> {
			try {
				return run(request, observed);
			}
			finally {
				this.occupation.set(null);
			}
		});
		return new BegunTransition(outcome, mine.started());
	}

	/**
	 * Returns whether {@link #begin} would be refused now.
	 */
	public boolean isOccupied() {
		return this.occupation.get() != null;
	}

	/**
	 * Returns the transition that occupies this instance, which is expand until the
	 * instance has its version, or null.
	 */
	public @Nullable Transition occupant() {
		Occupation current = this.occupation.get();
		return (current != null) ? current.transition() : null;
	}

	/**
	 * Runs work that needs no preparation on the leader's thread.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return its future result; cancelled on shutdown
	 */
	public <T> CompletableFuture<T> call(Supplier<T> work) {
		CompletableFuture<T> result = new CompletableFuture<>();
		submit(result, work);
		return result;
	}

	/**
	 * Runs the preparation for work on the leader's thread.
	 */
	void prepare() {
		this.preparation.run();
		this.observer = this.observers.get();
	}

	/**
	 * Queues work that brings the application its version.
	 * @param <T> the type of the result
	 * @param result completed with the result; cancelled if the work has not started
	 * before shutdown
	 * @param work the work
	 */
	<T extends @Nullable Object> void submitProvision(CompletableFuture<T> result, Supplier<T> work) {
		submit(result, () -> {
			try {
				return work.get();
			}
			finally {
				this.occupation.compareAndSet(this.provision, null);
			}
		});
	}

	/**
	 * Queues work on the leader's thread.
	 * @param <T> the type of the result
	 * @param result completed with the result; cancelled if the work has not started
	 * before shutdown
	 * @param work the work
	 */
	<T extends @Nullable Object> void submit(CompletableFuture<T> result, Supplier<T> work) {
		this.awaited.add(result);
		result.whenComplete((value, failure) -> this.awaited.remove(result));
		try {
			this.executor.execute(() -> {
				try {
					result.complete(work.get());
				}
				catch (Throwable ex) {
					result.completeExceptionally(ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			result.cancel(false);
		}
	}

	private void onEvent(TransitionEvent event) {
		this.observer.onEvent(event);
		Occupation current = this.occupation.get();
		if (current != null && current.isStartedBy(event)) {
			current.started().complete(null);
		}
	}

	/**
	 * Runs a transition on the current thread, which is the leader's.
	 */
	Outcome run(TransitionRequest request) {
		return run(request, this.observer.prepare(request.transition()));
	}

	private Outcome run(TransitionRequest request, TransitionObserver.Observed observed) {
		return observed.during(() -> transit(request));
	}

	private Outcome transit(TransitionRequest request) {
		Transition transition = request.transition();
		StopWatch watch = new StopWatch();
		watch.start();
		try (TransitionLog.Running progress = this.log.follow(transition)) {
			Outcome outcome = switch (transition) {
				case EXPAND -> this.schema.expand();
				case COMPLETE -> this.schema.complete(request.version(), request.force());
				case RETIRE -> this.schema.retire(request.version(), request.force());
				case REVERT -> this.schema.revert();
				case CONTRACT -> this.schema.contract(request.force());
				case ABORT -> this.schema.abort(request.force());
				case FILL -> this.schema.fill();
			};
			Duration duration = elapsed(watch);
			progress.succeeded(outcome, duration);
			this.events.publishLater(new TransitionSucceeded(this.schema.baseSchema(), this.schema.applicationVersion(),
					transition, outcome, duration));
			return outcome;
		}
		catch (RuntimeException | Error ex) {
			if (!this.stopped) {
				this.log.failed(transition, ex);
				this.events.publishLater(new TransitionFailed(this.schema.baseSchema(),
						this.schema.applicationVersion(), transition, ex, elapsed(watch)));
			}
			throw ex;
		}
	}

	private static Duration elapsed(StopWatch watch) {
		watch.stop();
		return Duration.ofNanos(watch.getTotalTimeNanos());
	}

	/**
	 * Returns whether shutdown has stopped the leader.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/** Stops the transition that runs, and everything that waits for this leader. */
	public void close() {
		if (this.stopped) {
			return;
		}
		this.stopped = true;
		this.executor.shutdownNow();
		this.schema.close();
		try {
			if (!this.executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The transition did not stop within {}. It ends with its connection", STOP_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.awaited.forEach((result) -> result.cancel(false));
		}
	}

}
