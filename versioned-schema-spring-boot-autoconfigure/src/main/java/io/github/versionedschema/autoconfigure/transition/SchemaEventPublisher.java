package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Publishes Spring events. They are kept until the context is refreshed: looking up
 * listeners may create beans, and a thread that creates beans may be waiting for the
 * publishing thread. What listeners throw is logged and changes nothing else.
 */
public final class SchemaEventPublisher implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(SchemaEventPublisher.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private final ApplicationContext context;

	private final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();

	private final List<Consumer<Object>> subscribers = new CopyOnWriteArrayList<>();

	/**
	 * Calls listeners one event after the other. A listener that uses the application's
	 * DataSource may have to wait for the leader, so the leader never waits for it.
	 */
	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (work) -> {
				Thread thread = new Thread(work, "versioned-schema-events");
				thread.setDaemon(true);
				return thread;
			});

	/** Null after the context is refreshed. Guarded by this. */
	private @Nullable List<Object> kept = new ArrayList<>();

	/**
	 * Creates a publisher.
	 * @param context that publishes the events
	 */
	public SchemaEventPublisher(ApplicationContext context) {
		this.context = context;
		this.executor.allowCoreThreadTimeOut(true);
	}

	void addListener(TransitionListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Adds a listener of this schema's events only, which is called before the listeners
	 * of the application.
	 * @param subscriber gets events of both kinds
	 */
	public void subscribe(Consumer<Object> subscriber) {
		this.subscribers.add(subscriber);
	}

	@Override
	public void onEvent(TransitionEvent event) {
		this.listeners.forEach((listener) -> listener.onEvent(event));
		publishLater(event);
	}

	/**
	 * Publishes an event on the current thread.
	 * @param event the event
	 */
	void publish(Object event) {
		if (!isKept(event)) {
			callListeners(event);
		}
	}

	/**
	 * Publishes an event on the thread of the events, in the order of the calls.
	 * @param event the event
	 */
	void publishLater(Object event) {
		if (!isKept(event)) {
			later(event);
		}
	}

	/**
	 * Waits until the listeners of all events so far have returned.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void awaitListeners() throws InterruptedException {
		CountDownLatch reached = new CountDownLatch(1);
		try {
			this.executor.execute(reached::countDown);
		}
		catch (RejectedExecutionException ex) {
			return;
		}
		reached.await();
	}

	private synchronized boolean isKept(Object event) {
		return this.kept != null && this.kept.add(event);
	}

	private void later(Object event) {
		try {
			this.executor.execute(() -> callListeners(event));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is stopping; {} is not published", event);
		}
	}

	private void callListeners(Object event) {
		this.subscribers.forEach((subscriber) -> call(event, subscriber));
		call(event, this.context::publishEvent);
	}

	private static void call(Object event, Consumer<Object> listener) {
		try {
			listener.accept(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of {} failed. This does not affect the schema", event.getClass().getSimpleName(),
					ex);
		}
	}

	/** Publishes the events from before the refresh of the context. */
	public synchronized void publishKept() {
		if (this.kept != null) {
			this.kept.forEach(this::later);
			this.kept = null;
		}
	}

	/** Lets listeners end that have been called or are about to be. */
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
