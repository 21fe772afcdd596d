using Chat.Core.Emotions;
using Chat.Core.Faces;

namespace Chat.Hubs;

/// <summary>What the hub asks of faces and moods, as one argument.</summary>
public sealed record FaceUseCases(
    LookAtFrames Look, EnrollFace Enroll, DeleteFace Delete, SetConsent Consent, GetFaceDevices Devices, RevokeFaceDevice Revoke,
    SetEmotion SetEmotion, GetEmotions GetEmotions, DeleteEmotions DeleteEmotions);
