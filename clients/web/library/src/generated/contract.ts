// Generated from Chat.Contracts by clients/web/generator: `dotnet run --project clients/web/generator` writes it anew.

/** A UUIDv7 of 36 characters. */
export type Id = string;

/** An ISO-8601 moment in UTC, such as `2026-11-20T21:40:00.123Z`. */
export type Moment = string;

/** The codes of every refusal, over the hub (`code: sentence`) and over REST (`code` of the problem). */
export type ErrorCode = 'unauthenticated' | 'forbidden' | 'not_found' | 'invalid' | 'conflict' | 'rate_limited' | 'too_large' | 'unavailable' | 'expired' | 'internal';

export type ConversationKind = 'assistant' | 'private' | 'group' | 'support';

export type DocumentKind = 'text' | 'markdown' | 'html' | 'pdf';

export type Emotion = 'neutral' | 'happy' | 'sad' | 'angry' | 'surprised' | 'fearful' | 'disgusted' | 'contempt';

export type EmotionSource = 'face' | 'voice' | 'manual';

export type MessageRole = 'user' | 'assistant' | 'system';

export type MessageStatus = 'complete' | 'streaming' | 'stopped' | 'failed';

export type MessageType = 'text' | 'image' | 'file' | 'audio' | 'video' | 'call' | 'note';

export type ParticipantRole = 'owner' | 'member';

export type PresenceStatus = 'offline' | 'online' | 'away' | 'busy';

export type UserRole = 'user' | 'agent' | 'admin' | 'bot';

/** Everything the server knows about the caller. */
export interface AccountExport {
  readonly user: User;
  readonly email?: string;
  readonly createdAt: Moment;
  readonly exportedAt: Moment;
  readonly sessions: readonly SessionRecord[];
  readonly consent: Consent;
  /** What is kept of the face itself is a sealed vector that means nothing outside of this server. */
  readonly faceDevices: readonly FaceDevice[];
  readonly emotions: readonly EmotionUpdate[];
  /** What the user sent and is still there, with the addresses it is read at. */
  readonly files: readonly Attachment[];
  /** What the user wrote and did not delete, wherever it was. */
  readonly messages: readonly Message[];
}

export interface AccountPage {
  readonly accounts: readonly AccountRecord[];
  /** Give it as `before` for the next page; absent on the last one. */
  readonly next?: Id;
}

/** An account as an admin sees it. */
export interface AccountRecord {
  readonly user: User;
  readonly email?: string;
  readonly createdAt: Moment;
  readonly disabledAt?: Moment;
}

export interface AddParticipantsRequest {
  readonly conversationId: Id;
  readonly userIds: readonly Id[];
}

export interface Attachment {
  readonly id: Id;
  readonly name: string;
  /** By content, not by name. */
  readonly contentType: string;
  readonly size: number;
  readonly url: string;
  readonly thumbnailUrl?: string;
  readonly width?: number;
  readonly height?: number;
}

/** What is absent stays as it is. */
export interface ChangeAccessRequest {
  readonly role?: UserRole | undefined;
  readonly disabled?: boolean | undefined;
}

export interface Citation {
  readonly number: number;
  readonly documentId: Id;
  readonly title: string;
  /** The headings above the passage, outermost first. */
  readonly section?: string;
  /** The passage as it was when the reply was written. */
  readonly text: string;
}

export interface Connected {
  readonly connectionId: string;
  readonly serverTime: Moment;
  readonly userId?: Id;
  readonly serverInfo: ServerInfo;
}

export interface Consent {
  readonly emotions: boolean;
  readonly faces: boolean;
}

export interface Conversation {
  readonly id: Id;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly avatarUrl?: string;
  /** At most 50: the caller and the owners first. `GetParticipants` pages through all. */
  readonly participants: readonly Participant[];
  readonly participantCount: number;
  readonly lastMessage?: Message;
  /** The caller's own. */
  readonly unreadCount: number;
  readonly lastSeq: number;
  /** The caller's own. */
  readonly lastReadSeq: number;
  /** The caller's own: messages up to it are not shown to them any more. */
  readonly clearedUpToSeq: number;
  /** Rises by one with every change; what is applied at the last one plus one has lost nothing. */
  readonly revision: number;
  /** The caller's own. */
  readonly muted: boolean;
  readonly createdAt: Moment;
  /** The last activity, by which lists are sorted. */
  readonly updatedAt: Moment;
}

export interface ConversationPage {
  readonly conversations: readonly Conversation[];
  readonly next?: string;
}

export interface ConversationPrompt {
  readonly conversationId: Id;
  readonly prompt: string;
}

export interface ConversationRemoved {
  readonly conversationId: Id;
}

/** For every method that takes nothing but a conversation. */
export interface ConversationRequest {
  readonly conversationId: Id;
}

export interface CreateConversationRequest {
  readonly kind: ConversationKind;
  readonly title?: string | undefined;
  readonly participantIds?: readonly Id[] | undefined;
}

/** A text that the assistant wrote for the caller alone. */
export interface DraftText {
  readonly content: string;
}

export interface EditMessageRequest {
  readonly messageId: Id;
  readonly content: string;
}

export interface EmotionUpdate {
  readonly userId: Id;
  readonly emotion: Emotion;
  readonly confidence: number;
  readonly source: EmotionSource;
  readonly at: Moment;
  /** The server's: of two updates the greater one is the newer, whatever the clocks say. */
  readonly order?: number;
}

export interface EnrollFaceRequest {
  /** Each with exactly one good face of the caller. */
  readonly images?: readonly Uint8Array[] | undefined;
  /** The face is the last frame of this connection that held exactly one good face. */
  readonly useLastFrame?: boolean | undefined;
  /** Of a device that others are enrolled on too; absent, the device gets a key. */
  readonly deviceKey?: string | undefined;
  /** What the list of devices calls it. */
  readonly deviceName?: string | undefined;
}

export interface EnrolledFace {
  /** For the device to keep: with it, it may be signed in to by face. */
  readonly deviceKey: string;
}

export interface FaceChallenge {
  /** One of `showFace`, `oneFace`, `wholeFace`, `closer`, `lookStraight`, `holdStill`, `ready`, `turnLeft`, `turnRight`, `unknown`, `refused`, `wait`, `usePassword`, `unreadable`, `done`. */
  readonly kind: string;
  /** For the person, in the language that was asked for. */
  readonly instruction: string;
  /** How much of signing in is done, 0 to 1. */
  readonly progress: number;
}

/** Somebody tried to enrol a face that another account has. Only admins are told. */
export interface FaceConflictRecord {
  readonly id: Id;
  /** Absent when it was a registration. */
  readonly userId?: Id;
  readonly otherUserId: Id;
  readonly similarity: number;
  readonly at: Moment;
}

/** A device that the caller can be signed in on by face. */
export interface FaceDevice {
  readonly id: Id;
  readonly name: string;
  readonly enrolledAt: Moment;
  readonly lastUsedAt?: Moment;
}

export interface FaceDeviceRequest {
  readonly deviceId: Id;
}

/** Whether a feature can be used here and, where it cannot, what to do about it. */
export interface Feature {
  readonly available: boolean;
  readonly detail: string;
}

export interface Features {
  readonly assistant: Feature;
  readonly faces: Feature;
  readonly emotions: Feature;
  readonly speechToText: Feature;
  readonly textToSpeech: Feature;
  readonly push: Feature;
  readonly calls: Feature;
}

export interface FindUsersRequest {
  readonly query: string;
  readonly limit?: number | undefined;
}

/** In parts of the picture, 0 to 1. */
export interface FrameBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FrameFace {
  readonly box: FrameBox;
  readonly confidence: number;
  /** Absent when it is not clear. */
  readonly emotion?: Emotion;
  readonly emotionConfidence?: number;
  readonly userId?: Id;
  readonly displayName?: string;
  readonly similarity?: number;
}

export interface FrameResult {
  readonly frameId: string | number;
  /** A newer frame came before this one was looked at. */
  readonly skipped: boolean;
  /** From its arrival to this answer. */
  readonly elapsedMs: number;
  readonly faces: readonly FrameFace[];
  /** What the person is asked to do next. */
  readonly challenge?: FaceChallenge;
}

export interface GetConversationsRequest {
  readonly limit?: number | undefined;
  /** The cursor that the page before gave. */
  readonly before?: string | undefined;
  readonly kind?: ConversationKind | undefined;
}

export interface GetEmotionsRequest {
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
  readonly limit?: number | undefined;
}

export interface GetMessagesRequest {
  readonly conversationId: Id;
  /** Messages with a smaller seq, the nearest ones. */
  readonly before?: number | undefined;
  /** Messages with a greater seq, the nearest ones. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

export interface GetParticipantsRequest {
  readonly conversationId: Id;
  readonly limit?: number | undefined;
  readonly after?: Id | undefined;
}

export interface GetPresenceRequest {
  readonly userIds: readonly Id[];
}

export interface Greeting {
  readonly content: string;
  readonly user: User;
  readonly emotion?: Emotion;
}

export interface HistoryCleared {
  readonly conversationId: Id;
  readonly upToSeq: number;
  readonly revision: number;
}

/** A document as it was understood. */
export interface KnowledgeContent {
  readonly document: KnowledgeDocument;
  readonly passages: readonly KnowledgePassage[];
}

/** A document that the assistant answers from. */
export interface KnowledgeDocument {
  readonly id: Id;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly passages: number;
  readonly addedAt: Moment;
  readonly updatedAt: Moment;
}

export interface KnowledgePage {
  readonly documents: readonly KnowledgeDocument[];
  readonly next?: Id;
}

export interface KnowledgePassage {
  readonly number: number;
  /** The headings above it, outermost first. */
  readonly section?: string;
  readonly text: string;
}

export interface KnownConversation {
  readonly conversationId: Id;
  readonly revision: number;
}

export interface Limits {
  /** Bytes of one message of the hub, in either encoding. */
  readonly hubMessageBytes: number;
  /** Bytes of a REST body that is not a file. */
  readonly bodyBytes: number;
  readonly usernameLength: number;
  readonly displayNameLength: number;
  readonly passwordMinLength: number;
}

export interface LoginRequest {
  readonly username: string;
  readonly password: string;
}

export interface LogoutRequest {
  /** The session to end; absent, the one that the call is made with. */
  readonly refreshToken?: string | undefined;
  /** Ends every session of the user, on every device. */
  readonly everywhere?: boolean | undefined;
}

export interface MarkReadRequest {
  readonly conversationId: Id;
  readonly seq: number;
}

export interface Message {
  readonly id: Id;
  readonly conversationId: Id;
  /** 1, 2, 3 … in each conversation, without gaps. */
  readonly seq: number;
  readonly senderId: Id;
  readonly sender?: User;
  readonly role: MessageRole;
  readonly type: MessageType;
  /** Empty once the message is deleted. */
  readonly content: string;
  readonly status: MessageStatus;
  readonly attachments: readonly Attachment[];
  readonly replyTo?: Id;
  readonly reactions: readonly Reaction[];
  /** The members that the text names with @. */
  readonly mentions?: readonly Id[];
  readonly emotion?: string;
  readonly heardUpTo?: number;
  /** Passages of the knowledge that the assistant's reply rests on; their numbers stand in the text as [1], [2] … */
  readonly citations?: readonly Citation[];
  /** About an assistant's reply: that it waits for its turn, or why it failed. A sentence for a person. */
  readonly notice?: string;
  readonly clientMessageId?: string;
  /** The conversation's at this message's last change. */
  readonly revision: number;
  readonly createdAt: Moment;
  readonly editedAt?: Moment;
  readonly deletedAt?: Moment;
}

/** The next piece of a reply that is being written. */
export interface MessageDelta {
  readonly conversationId: Id;
  readonly messageId: Id;
  /** Where the piece begins, in UTF-16 code units, as JavaScript, Dart and C# count. What is known beyond it is skipped; where something before it is missing, `GetMessages` gives the text so far. */
  readonly offset: number;
  readonly text: string;
  /** Of the message whose text it continues. A reply that is written again has a higher one, and begins anew: a piece of a lower one than the message's is left out, one of a higher waits for its message. Older servers do not say it. */
  readonly revision?: number;
}

export interface MessagePage {
  /** In seq order. */
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
}

export interface MessageRequest {
  readonly messageId: Id;
}

export interface MuteConversationRequest {
  readonly conversationId: Id;
  readonly muted: boolean;
}

/** What concerns one member alone. */
export interface OwnState {
  readonly conversationId: Id;
  readonly muted: boolean;
  readonly clearedUpToSeq: number;
  readonly lastReadSeq: number;
}

export interface OwnStateChanged {
  readonly own: OwnState;
  /** Rises by one for each change of any own state of the user. */
  readonly ownRevision: number;
}

export interface Participant {
  readonly user: User;
  readonly role: ParticipantRole;
  /** Zero in conversations of more than 100 members, where read marks are the reader's own affair. */
  readonly lastReadSeq: number;
  readonly joinedAt: Moment;
}

export interface ParticipantPage {
  readonly participants: readonly Participant[];
  readonly next?: Id;
}

export interface Presence {
  readonly userId: Id;
  readonly status: PresenceStatus;
  readonly lastSeenAt?: Moment;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  /** True when events were left out on this connection: call `Sync` with what is known. */
  readonly sync?: boolean;
}

export interface ReactRequest {
  readonly messageId: Id;
  readonly emoji: string;
  readonly on: boolean;
}

export interface Reaction {
  readonly emoji: string;
  readonly userIds: readonly Id[];
}

export interface ReadMoved {
  readonly conversationId: Id;
  readonly userId: Id;
  readonly seq: number;
  readonly revision: number;
}

export interface RefreshSessionRequest {
  readonly refreshToken: string;
}

export interface RegisterUserRequest {
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly faceImage?: Uint8Array | undefined;
  /** The face is the last frame of this connection that held exactly one good face. */
  readonly useLastFrame?: boolean | undefined;
  /** Of a device that knows other faces already, when this one is given; absent, the device gets a key. */
  readonly deviceKey?: string | undefined;
  /** What the list of devices calls it. */
  readonly deviceName?: string | undefined;
  readonly language?: string | undefined;
}

export interface RegistrationRequested {
  readonly message: string;
}

export interface RemoveParticipantRequest {
  readonly conversationId: Id;
  readonly userId: Id;
}

export interface RenameConversationRequest {
  readonly conversationId: Id;
  readonly title: string;
}

/** What one reply cost, for admins: figures and ids, no text. */
export interface ReplyRecord {
  readonly messageId: Id;
  readonly conversationId: Id;
  readonly askerId: Id;
  readonly askedAt: Moment;
  readonly finishedAt?: Moment;
  readonly status?: string;
  readonly model?: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly firstTokenMs?: number;
}

export interface ReplyRecordPage {
  readonly replies: readonly ReplyRecord[];
  readonly next?: Id;
}

export interface SearchHit {
  readonly message: Message;
  /** Plain text around the words found, which stand between U+E000 and U+E001. */
  readonly snippet: string;
}

export interface SearchMessagesRequest {
  readonly query: string;
  readonly conversationId?: Id | undefined;
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly next?: string;
}

/** What is wanted of the frames that follow. */
export interface SendFrameRequest {
  /** Whose faces they are: to sign in, or for one's own. */
  readonly recognise?: boolean | undefined;
  readonly emotions?: boolean | undefined;
  /** What the device was given when a face was enrolled on it. */
  readonly deviceKey?: string | undefined;
  /** Of the instructions, `vi` or `en`. */
  readonly language?: string | undefined;
}

export interface SendMessageRequest {
  readonly conversationId: Id;
  /** Chosen by the client: the same one from the same sender is the same message, however often it is sent. */
  readonly clientMessageId: string;
  readonly content: string;
  readonly type?: MessageType | undefined;
  readonly attachmentIds?: readonly Id[] | undefined;
  readonly replyTo?: Id | undefined;
  readonly emotion?: string | undefined;
  /** Refused as a conflict when somebody else answered after this seq. */
  readonly ifUnansweredSince?: number | undefined;
}

export interface ServerInfo {
  readonly version: string;
  readonly features: Features;
  readonly limits: Limits;
}

/** What signs a device in: a short-lived access token, and a refresh token that may be used once. */
export interface Session {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Moment;
  readonly refreshToken: string;
  readonly user: User;
  /** Given when a face was enrolled with it: for the device to keep, so that it may be signed in on by face. */
  readonly deviceKey?: string;
}

export interface SessionRecord {
  readonly id: Id;
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
  readonly endedAt?: Moment;
  /** It is the one that is asking. */
  readonly isCurrent?: boolean;
}

/** What is absent stays as it is. Both are off until the user turns them on; faces turned off are forgotten at once. */
export interface SetConsentRequest {
  readonly emotions?: boolean | undefined;
  readonly faces?: boolean | undefined;
}

export interface SetEmotionRequest {
  readonly emotion: Emotion;
  readonly confidence?: number | undefined;
}

export interface SetStatusRequest {
  /** `offline` is to be invisible. */
  readonly status: PresenceStatus;
}

export interface SetTypingRequest {
  readonly conversationId: Id;
  readonly isTyping: boolean;
}

/** A page of what changed. While `more`, ask again with what is known by then. */
export interface SyncPage {
  readonly conversations: readonly SyncedConversation[];
  /** Known conversations that the caller no longer takes part in. */
  readonly removed: readonly Id[];
  readonly own: readonly OwnState[];
  readonly ownRevision: number;
  readonly more: boolean;
}

export interface SyncRequest {
  /** What the client has. Conversations not named here come whole. */
  readonly known: readonly KnownConversation[];
  readonly ownRevision?: number | undefined;
  /** Messages of one answer. */
  readonly limit?: number | undefined;
}

export interface SyncedConversation {
  /** Its `revision` is the one up to which this page is whole; the rest of it is as it stands now. */
  readonly conversation: Conversation;
  /** Every message that changed since, in the order of their revisions, deleted ones as empty shells. */
  readonly messages: readonly Message[];
}

export interface UpdateProfileRequest {
  readonly displayName?: string | undefined;
  readonly avatar?: Uint8Array | undefined;
  readonly language?: string | undefined;
}

/** What one person used on one day of UTC; replies, and the short texts written for them. */
export interface UsageOfDay {
  /** As `2026-11-20`. */
  readonly day: string;
  readonly user: User;
  readonly replies: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
}

export interface UsageReport {
  /** Of each user and day; 0: no limit. */
  readonly tokensPerDay: number;
  readonly days: readonly UsageOfDay[];
}

export interface User {
  readonly id: Id;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl?: string;
  readonly role: UserRole;
  /** A BCP 47 tag, such as `vi` or `en`. */
  readonly language?: string;
  readonly hasFace: boolean;
}

export interface UserTyping {
  readonly conversationId: Id;
  readonly user: User;
  readonly isTyping: boolean;
}

export interface VideoFrame {
  /** The client's own, text or a number; the answer names it. */
  readonly id: string | number;
  /** A JPEG, PNG, WebP or AVIF picture. */
  readonly image: Uint8Array;
}

/** What a client may ask. The hub implements it, so a drift does not compile. */
export interface ChatHub {
  registerUser(request: RegisterUserRequest): Promise<Session>;
  login(request: LoginRequest): Promise<Session>;
  refreshSession(request: RefreshSessionRequest): Promise<Session>;
  logout(request?: LogoutRequest): Promise<void>;
  getServerInfo(): Promise<ServerInfo>;
  getMe(): Promise<User>;
  updateProfile(request?: UpdateProfileRequest): Promise<User>;
  findUsers(request: FindUsersRequest): Promise<readonly User[]>;
  getConversations(request?: GetConversationsRequest): Promise<ConversationPage>;
  getConversation(request: ConversationRequest): Promise<Conversation>;
  getParticipants(request: GetParticipantsRequest): Promise<ParticipantPage>;
  /** A second private one for the same two people returns the first. */
  createConversation(request: CreateConversationRequest): Promise<Conversation>;
  renameConversation(request: RenameConversationRequest): Promise<Conversation>;
  addParticipants(request: AddParticipantsRequest): Promise<Conversation>;
  /** Oneself: leaving. */
  removeParticipant(request: RemoveParticipantRequest): Promise<void>;
  muteConversation(request: MuteConversationRequest): Promise<void>;
  deleteConversation(request: ConversationRequest): Promise<void>;
  /** For the caller alone. */
  clearHistory(request: ConversationRequest): Promise<void>;
  /** All that changed since what is known, in pages, however much that is. */
  sync(request: SyncRequest): Promise<SyncPage>;
  getMessages(request: GetMessagesRequest): Promise<MessagePage>;
  /** Answers when the message is durable; the same client's id answers with the first message again. */
  sendMessage(request: SendMessageRequest): Promise<Message>;
  editMessage(request: EditMessageRequest): Promise<Message>;
  deleteMessage(request: MessageRequest): Promise<Message>;
  react(request: ReactRequest): Promise<Message>;
  markRead(request: MarkReadRequest): Promise<void>;
  searchMessages(request: SearchMessagesRequest): Promise<SearchPage>;
  setTyping(request: SetTypingRequest): Promise<void>;
  /** Ends what the assistant is writing there, whoever asked for it; what was said so far stays. */
  stopReply(request: ConversationRequest): Promise<void>;
  /** The assistant writes this message again, in its place. */
  regenerateReply(request: MessageRequest): Promise<Message>;
  /** A draft of what the caller could write next. */
  suggestReply(request: ConversationRequest): Promise<DraftText>;
  summarize(request: ConversationRequest): Promise<DraftText>;
  getPrompt(request: ConversationRequest): Promise<ConversationPrompt>;
  /** What the assistant is told before everything else in this conversation; empty takes it back. */
  setPrompt(request: ConversationPrompt): Promise<ConversationPrompt>;
  getPresence(request: GetPresenceRequest): Promise<readonly Presence[]>;
  setStatus(request: SetStatusRequest): Promise<void>;
  enrollFace(request?: EnrollFaceRequest): Promise<EnrolledFace>;
  deleteFace(): Promise<void>;
  setConsent(request?: SetConsentRequest): Promise<Consent>;
  getFaceDevices(): Promise<readonly FaceDevice[]>;
  revokeFaceDevice(request: FaceDeviceRequest): Promise<void>;
  setEmotion(request: SetEmotionRequest): Promise<EmotionUpdate>;
  getEmotions(request?: GetEmotionsRequest): Promise<readonly EmotionUpdate[]>;
  /** All of the caller's. */
  deleteEmotions(): Promise<void>;
}

/** Asks a method of the server by its name on the wire. */
export type Invoke = (method: string, request?: object) => Promise<unknown>;

/** The methods of the hub over anything that can ask one. */
export function hubOver(invoke: Invoke): ChatHub {
  return {
    registerUser: (request) => invoke('RegisterUser', request) as Promise<Session>,
    login: (request) => invoke('Login', request) as Promise<Session>,
    refreshSession: (request) => invoke('RefreshSession', request) as Promise<Session>,
    logout: (request) => invoke('Logout', request) as Promise<void>,
    getServerInfo: () => invoke('GetServerInfo') as Promise<ServerInfo>,
    getMe: () => invoke('GetMe') as Promise<User>,
    updateProfile: (request) => invoke('UpdateProfile', request) as Promise<User>,
    findUsers: (request) => invoke('FindUsers', request) as Promise<readonly User[]>,
    getConversations: (request) => invoke('GetConversations', request) as Promise<ConversationPage>,
    getConversation: (request) => invoke('GetConversation', request) as Promise<Conversation>,
    getParticipants: (request) => invoke('GetParticipants', request) as Promise<ParticipantPage>,
    createConversation: (request) => invoke('CreateConversation', request) as Promise<Conversation>,
    renameConversation: (request) => invoke('RenameConversation', request) as Promise<Conversation>,
    addParticipants: (request) => invoke('AddParticipants', request) as Promise<Conversation>,
    removeParticipant: (request) => invoke('RemoveParticipant', request) as Promise<void>,
    muteConversation: (request) => invoke('MuteConversation', request) as Promise<void>,
    deleteConversation: (request) => invoke('DeleteConversation', request) as Promise<void>,
    clearHistory: (request) => invoke('ClearHistory', request) as Promise<void>,
    sync: (request) => invoke('Sync', request) as Promise<SyncPage>,
    getMessages: (request) => invoke('GetMessages', request) as Promise<MessagePage>,
    sendMessage: (request) => invoke('SendMessage', request) as Promise<Message>,
    editMessage: (request) => invoke('EditMessage', request) as Promise<Message>,
    deleteMessage: (request) => invoke('DeleteMessage', request) as Promise<Message>,
    react: (request) => invoke('React', request) as Promise<Message>,
    markRead: (request) => invoke('MarkRead', request) as Promise<void>,
    searchMessages: (request) => invoke('SearchMessages', request) as Promise<SearchPage>,
    setTyping: (request) => invoke('SetTyping', request) as Promise<void>,
    stopReply: (request) => invoke('StopReply', request) as Promise<void>,
    regenerateReply: (request) => invoke('RegenerateReply', request) as Promise<Message>,
    suggestReply: (request) => invoke('SuggestReply', request) as Promise<DraftText>,
    summarize: (request) => invoke('Summarize', request) as Promise<DraftText>,
    getPrompt: (request) => invoke('GetPrompt', request) as Promise<ConversationPrompt>,
    setPrompt: (request) => invoke('SetPrompt', request) as Promise<ConversationPrompt>,
    getPresence: (request) => invoke('GetPresence', request) as Promise<readonly Presence[]>,
    setStatus: (request) => invoke('SetStatus', request) as Promise<void>,
    enrollFace: (request) => invoke('EnrollFace', request) as Promise<EnrolledFace>,
    deleteFace: () => invoke('DeleteFace') as Promise<void>,
    setConsent: (request) => invoke('SetConsent', request) as Promise<Consent>,
    getFaceDevices: () => invoke('GetFaceDevices') as Promise<readonly FaceDevice[]>,
    revokeFaceDevice: (request) => invoke('RevokeFaceDevice', request) as Promise<void>,
    setEmotion: (request) => invoke('SetEmotion', request) as Promise<EmotionUpdate>,
    getEmotions: (request) => invoke('GetEmotions', request) as Promise<readonly EmotionUpdate[]>,
    deleteEmotions: () => invoke('DeleteEmotions') as Promise<void>,
  };
}

/** What the server may push. */
export interface ChatEvents {
  /** The first event of every connection. */
  connected: Connected;
  /** This connection now belongs to a user, or its session was renewed. */
  signedIn: Session;
  /** Something that no answer of a method could say. */
  problem: Problem;
  /** A good face that is not known here: ask for a name and call `RegisterUser`. */
  registrationRequested: RegistrationRequested;
  /** After a face signed somebody in. */
  greeting: Greeting;
  messageReceived: Message;
  messageUpdated: Message;
  /** Made, renamed, or of other members; as the receiver sees it. */
  conversationUpdated: Conversation;
  /** Gone for the receiver, whatever happened to it for others. */
  conversationRemoved: ConversationRemoved;
  historyCleared: HistoryCleared;
  readMoved: ReadMoved;
  /** What concerns the receiver alone, on the receiver's devices. */
  ownStateChanged: OwnStateChanged;
  /** Ends by itself; never sent in conversations of more than 100 members. */
  userTyping: UserTyping;
  /** A piece of a message whose status is `streaming`; at most 20 a second for each. */
  messageDelta: MessageDelta;
  presenceChanged: Presence;
  /** The receiver's own, from any device. */
  emotionUpdated: EmotionUpdate;
}

/** Every event of the server, by its name. */
export const eventNames = [
  'connected',
  'signedIn',
  'problem',
  'registrationRequested',
  'greeting',
  'messageReceived',
  'messageUpdated',
  'conversationUpdated',
  'conversationRemoved',
  'historyCleared',
  'readMoved',
  'ownStateChanged',
  'userTyping',
  'messageDelta',
  'presenceChanged',
  'emotionUpdated',
] as const satisfies readonly (keyof ChatEvents)[];
