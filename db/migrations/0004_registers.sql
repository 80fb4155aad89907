CREATE TABLE `register_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`province` text NOT NULL,
	`unit_id` text NOT NULL,
	`numbered_by` text NOT NULL,
	`period` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`officer` text,
	`due_on` text,
	`done_on` text,
	`state` text NOT NULL,
	`evidence` text,
	`details` text NOT NULL,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `register_entries_code` ON `register_entries` (`province`,`period`,`kind`,`numbered_by`,`code`);--> statement-breakpoint
CREATE INDEX `register_entries_import` ON `register_entries` (`import_id`);--> statement-breakpoint
ALTER TABLE `observations` ADD `officer` text DEFAULT '' NOT NULL;