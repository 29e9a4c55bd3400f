package io.github.versionedschema.autoconfigure.command;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Runs an operator command instead of the application, if one is called. It is the first
 * listener, so that logging does not capture standard output and every failure is
 * reported as the command's.
 */
final class CommandListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	/** A restart would end the main thread with an exception that is not a result. */
	private static final String RESTART_OF_DEVTOOLS = "spring.devtools.restart.enabled";

	private @Nullable CommandExecution execution;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent starting) {
			onStarting(starting);
		}
		else if (event instanceof ApplicationEnvironmentPreparedEvent prepared && this.execution != null) {
			onEnvironmentPrepared(prepared, this.execution);
		}
		else if (event instanceof ApplicationFailedEvent failed && this.execution != null) {
			this.execution.fail(failed.getException(), failed.getApplicationContext());
		}
	}

	private void onStarting(ApplicationStartingEvent event) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(event.getArgs()));
		CommandRequest request = CommandRequest.in(environment);
		if (request != null) {
			System.setProperty(RESTART_OF_DEVTOOLS, "false");
			CommandExit exit = Objects
				.requireNonNull(event.getBootstrapContext().getOrElse(CommandExit.class, System::exit));
			this.execution = new CommandExecution(request, exit);
			this.execution.begin();
		}
	}

	private void onEnvironmentPrepared(ApplicationEnvironmentPreparedEvent event, CommandExecution command) {
		if (CommandRequest.in(event.getEnvironment()) == null) {
			// The arguments are not properties of this application.
			command.abandon();
			this.execution = null;
			return;
		}
		command.check(event.getEnvironment());
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
