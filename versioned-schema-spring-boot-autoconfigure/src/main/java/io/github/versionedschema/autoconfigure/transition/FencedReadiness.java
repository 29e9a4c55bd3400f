package io.github.versionedschema.autoconfigure.transition;

import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.autoconfigure.transition.SchemaEvent.InstanceFenced;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionClosed;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionReopened;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Refuses traffic while a version of this instance is retired or closed. Otherwise each
 * request would wait for a connection in vain.
 */
public final class FencedReadiness
		implements ApplicationListener<PayloadApplicationEvent<? extends SchemaEvent>>, Ordered {

	private final ApplicationContext context;

	private final Supplier<List<ApplicationVersion>> versions;

	private final ObjectProvider<ApplicationAvailability> availability;

	/** Whether the instance accepted traffic before. */
	private volatile boolean interrupted;

	/**
	 * Creates the listener.
	 * @param context of the application
	 * @param versions the application's version of each schema
	 * @param availability tracks whether the application accepts traffic
	 */
	public FencedReadiness(ApplicationContext context, Supplier<List<ApplicationVersion>> versions,
			ObjectProvider<ApplicationAvailability> availability) {
		this.context = context;
		this.versions = versions;
		this.availability = availability;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<? extends SchemaEvent> event) {
		SchemaEvent change = event.getPayload();
		if (change instanceof InstanceFenced || change instanceof VersionClosed) {
			boolean accepting = isAccepting();
			this.interrupted = this.interrupted || accepting;
			if (accepting || change instanceof InstanceFenced) {
				AvailabilityChangeEvent.publish(this.context, change, ReadinessState.REFUSING_TRAFFIC);
			}
		}
		else if (change instanceof VersionReopened) {
			accept(change);
		}
	}

	/**
	 * Refuses the traffic that Spring Boot has just accepted, if a version was taken away
	 * or closed while the application was starting.
	 */
	void onReady() {
		this.versions.get().forEach(this::onReady);
	}

	private void onReady(ApplicationVersion version) {
		String fenced = version.fenceReason();
		String reason = (fenced != null) ? fenced : version.closeReason();
		if (reason == null || !isAccepting()) {
			return;
		}
		this.interrupted = true;
		AvailabilityChangeEvent.publish(this.context, new InstanceFenced(version.baseSchema(), version.name(), reason),
				ReadinessState.REFUSING_TRAFFIC);
		if (version.isUsable()) {
			// It was reopened before this refusal.
			accept(new VersionReopened(version.baseSchema(), version.name()));
		}
	}

	/** Another schema's version may still be taken away. */
	private void accept(SchemaEvent change) {
		if (this.interrupted && isRefusedByUs()
				&& this.versions.get().stream().noneMatch(ApplicationVersion::isTakenAway)) {
			this.interrupted = false;
			AvailabilityChangeEvent.publish(this.context, change, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/** A listener of the application may throw. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/** A starting application accepts traffic only when it is ready. */
	private boolean isAccepting() {
		ApplicationAvailability current = this.availability.getIfAvailable();
		return current == null || current.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	/**
	 * A refusal by another component, for example during shutdown, must stay in effect.
	 */
	private boolean isRefusedByUs() {
		ApplicationAvailability current = this.availability.getIfAvailable();
		AvailabilityChangeEvent<ReadinessState> last = (current != null)
				? current.getLastChangeEvent(ReadinessState.class) : null;
		return last != null
				&& (last.getSource() instanceof VersionClosed || last.getSource() instanceof InstanceFenced);
	}

}
