package io.github.versionedschema.autoconfigure.command;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Turns the start of an application into the run of an operator command, if one is
 * called. First of all listeners, so that the log does not get hold of standard output
 * and every failure is told as the command's.
 */
final class CommandListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private @Nullable CommandExecution execution;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			onEnvironmentPrepared(prepared);
		}
		else if (event instanceof ApplicationFailedEvent failed && this.execution != null) {
			this.execution.fail(failed.getException(), failed.getApplicationContext());
		}
	}

	private void onEnvironmentPrepared(ApplicationEnvironmentPreparedEvent event) {
		CommandRequest request = CommandRequest.in(event.getEnvironment());
		if (request == null) {
			return;
		}
		CommandExit exit = Objects
			.requireNonNull(event.getBootstrapContext().getOrElse(CommandExit.class, System::exit));
		CommandExecution command = new CommandExecution(request, exit);
		this.execution = command;
		command.begin(event.getEnvironment());
		SpringApplication application = event.getSpringApplication();
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setApplicationContextFactory((webApplicationType) -> new CommandApplicationContext(command));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
