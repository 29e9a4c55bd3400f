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
 * Publishes what happens as Spring events. Until the context is refreshed it keeps them:
 * finding their listeners could create beans, and whoever creates beans then may be
 * waiting for the thread that publishes.
 */
public final class SchemaEventPublisher implements TransitionListener, ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();

	/** Null from the moment when the context is refreshed. Guarded by this. */
	private @Nullable List<Object> kept = new ArrayList<>();

	/**
	 * Creates a publisher.
	 * @param context that the events are published in
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
