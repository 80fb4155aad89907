CREATE TABLE `accounts` (
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`linked_at` text NOT NULL,
	PRIMARY KEY(`channel`, `chat_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `accounts_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`rule_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`severity` text NOT NULL,
	`state` text NOT NULL,
	`since` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`rule_id`, `unit_id`, `year`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `block_aliases` (
	`province` text NOT NULL,
	`code` text NOT NULL,
	`alias` text NOT NULL,
	`folded` text NOT NULL,
	PRIMARY KEY(`province`, `code`, `alias`),
	FOREIGN KEY (`province`,`code`) REFERENCES `blocks`(`province`,`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `blocks` (
	`province` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`province`, `code`)
);
--> statement-breakpoint
CREATE TABLE `chats` (
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`choices` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`channel`, `chat_id`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`simulated` integer NOT NULL,
	`row_count` integer NOT NULL,
	`loaded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`completed_at` text
);
--> statement-breakpoint
CREATE INDEX `imports_sha256` ON `imports` (`sha256`);--> statement-breakpoint
CREATE TABLE `inbound_updates` (
	`channel` text NOT NULL,
	`update_key` text NOT NULL,
	`received_at` text NOT NULL,
	PRIMARY KEY(`channel`, `update_key`)
);
--> statement-breakpoint
CREATE TABLE `link_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `link_failures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`failed_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `link_failures_chat` ON `link_failures` (`channel`,`chat_id`);--> statement-breakpoint
CREATE TABLE `observations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`subject` text DEFAULT 'đơn vị' NOT NULL,
	`fact` text NOT NULL,
	`period` text NOT NULL,
	`status` text NOT NULL,
	`numerator` integer,
	`denominator` integer,
	`bound` text,
	`bound_interval` text,
	`found_by` text,
	`quote` text,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `observations_unit` ON `observations` (`unit_id`,`fact`,`period`);--> statement-breakpoint
CREATE INDEX `observations_import` ON `observations` (`import_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`parts_sent` integer DEFAULT 0 NOT NULL,
	`due_at` text NOT NULL,
	`leased_until` text,
	`platform_message_id` text,
	`error` text,
	`created_at` text NOT NULL,
	`sent_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_chat` ON `outbox` (`channel`,`chat_id`,`state`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text
);
--> statement-breakpoint
CREATE TABLE `published_ranks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`rank` text NOT NULL,
	`decision` text,
	`decided_on` text,
	`source` text NOT NULL,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `published_ranks_unit` ON `published_ranks` (`unit_id`,`year`);--> statement-breakpoint
CREATE TABLE `rule_sets` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`files` text NOT NULL,
	`published_at` text NOT NULL,
	`published_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rule_sets_hash` ON `rule_sets` (`hash`);--> statement-breakpoint
CREATE TABLE `unit_aliases` (
	`unit_id` text NOT NULL,
	`alias` text NOT NULL,
	`folded` text NOT NULL,
	PRIMARY KEY(`unit_id`, `alias`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_aliases_folded` ON `unit_aliases` (`folded`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`province` text NOT NULL,
	`block` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`valid_from` text,
	`valid_to` text
);
