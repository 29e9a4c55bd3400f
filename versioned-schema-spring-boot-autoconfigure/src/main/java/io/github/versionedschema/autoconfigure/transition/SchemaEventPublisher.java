package io.github.versionedschema.autoconfigure.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes Spring events. They are kept until the context is refreshed: looking up
 * listeners may create beans, and a thread that creates beans may be waiting for the
 * publishing thread.
 */
public final class SchemaEventPublisher implements TransitionListener, ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();

	/** Null after the context is refreshed. Guarded by this. */
	private @Nullable List<Object> kept = new ArrayList<>();

	/**
	 * Creates a publisher.
	 * @param context that publishes the events
	 */
	public SchemaEventPublisher(ApplicationContext context) {
		this.context = context;
	}

	void addListener(TransitionListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void onEvent(TransitionEvent event) {
		this.listeners.forEach((listener) -> listener.onEvent(event));
		publish(event);
	}

	void publish(Object event) {
		synchronized (this) {
			if (this.kept != null) {
				this.kept.add(event);
				return;
			}
		}
		this.context.publishEvent(event);
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		List<Object> late;
		synchronized (this) {
			late = (this.kept != null) ? this.kept : List.of();
			this.kept = null;
		}
		late.forEach(this.context::publishEvent);
	}

}
