package io.github.versionedschema.autoconfigure.transition;

import io.github.versionedschema.autoconfigure.transition.SchemaEvent.InstanceFenced;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Takes an instance whose version was taken away out of rotation. Otherwise each of its
 * requests would wait for a connection that never comes.
 */
public final class FencedReadiness implements ApplicationListener<PayloadApplicationEvent<InstanceFenced>> {

	private final ApplicationContext context;

	/**
	 * Creates the listener.
	 * @param context of the application
	 */
	public FencedReadiness(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<InstanceFenced> event) {
		AvailabilityChangeEvent.publish(this.context, event.getPayload(), ReadinessState.REFUSING_TRAFFIC);
	}

}
